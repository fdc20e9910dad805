use chrono::NaiveDate;
use super::*;
#[test]
fn nothing() { let _ = (NaiveDate::MIN, propose(&Subject::default(), &[], 3)); }
