use super::*;

fn fields() -> Fields {
    Fields::new()
        .with("role", "macro")
        .with("caption", "Board A")
        .with("pixels_per_mm", "12,5")
        .with("redactions", "10,20,30,40 a face\n0,0,5,5")
}

#[test]
fn a_form_is_read_whole() {
    let photo = NewPhoto::parse(&fields()).unwrap();
    assert_eq!(photo.pixels_per_mm, Some(12.5));
    assert_eq!(photo.redactions.len(), 2);
    assert_eq!(
        photo.redactions[0].area,
        Area {
            x: 10,
            y: 20,
            w: 30,
            h: 40
        }
    );
    assert_eq!(photo.redactions[0].reason, "a face");
    assert!(!photo.illustration);
}

#[test]
fn a_redaction_that_cannot_be_read_is_refused_by_name() {
    for line in [
        "10,20,30",
        "a,b,c,d",
        "1,1,0,4",
        "1,2,3,4,5 x",
        "1,2,3,4,x",
        "-1,0,4,4",
        "face 1,2,3,4",
    ] {
        let wrong = NewPhoto::parse(&Fields::new().with("redactions", line));
        let Err(crate::error::Error::Invalid(wrong)) = wrong else {
            panic!("{line} was accepted");
        };
        assert_eq!(wrong[0].field, "redactions");
    }
}

#[test]
fn areas_stay_inside() {
    let area = Area {
        x: 90,
        y: 0,
        w: 10,
        h: 10,
    };
    assert!(area.is_within(100, 10));
    assert!(!area.is_within(99, 10));
    assert!(!Area { w: 0, ..area }.is_within(100, 10));
    assert!(!Area { w: u32::MAX, ..area }.is_within(100, 10));
    assert_eq!(
        area.with_margin(100, 15),
        Area {
            x: 80,
            y: 0,
            w: 20,
            h: 15
        }
    );
}

#[test]
fn plain_pictures_are_like_no_other() {
    let file = |dhash| File {
        dhash,
        ..File::default()
    };
    assert_eq!(file(0).distance(0), None);
    assert_eq!(file(0xFF00).distance(0xFF01), Some(1));
    assert_eq!(file(0xFF00).distance(u64::MAX), None);
}

#[test]
fn what_the_camera_wrote_can_never_be_public() {
    for field in [
        "file_name",
        "taken",
        "device",
        "lat",
        "lon",
        "session",
        "redactions",
        "sha256",
    ] {
        let guard = Photo::GUARDS.iter().find(|guard| guard.field == field).unwrap();
        assert!(guard.limit < Release::Public, "{field}");
        assert!(guard.level <= guard.limit, "{field}");
    }
}
