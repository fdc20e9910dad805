use std::time::Duration;

use super::super::samples;
use super::*;

/// The content, kept.
fn keep(vault: &Vault, content: &[u8]) -> String {
    let mut receiver = vault.receive().unwrap();
    receiver.write(content).unwrap();
    receiver.finish().unwrap().sha256
}

#[expect(clippy::disallowed_methods, reason = "file times are those of the real clock")]
fn now() -> SystemTime {
    SystemTime::now()
}

fn later() -> SystemTime {
    now() + Duration::from_secs(60)
}

#[test]
fn originals_are_listed_in_order() {
    let (_folder, vault) = samples::vault();
    let mut expected: Vec<String> = (0..40u8).map(|n| keep(&vault, &[n])).collect();
    expected.sort();
    let found: Vec<String> = vault.list().map(Result::unwrap).collect();
    assert_eq!(found, expected);
    std::fs::write(vault.root.join("originals/stray"), "x").unwrap();
    assert_eq!(vault.list().map(Result::unwrap).count(), 40);
}

#[test]
fn a_changed_original_is_found() {
    let (_folder, vault) = samples::vault();
    let sha256 = keep(&vault, b"a serial plate");
    assert!(vault.verify(&sha256).unwrap());
    let path = vault.path(&sha256).unwrap();
    fs::remove_file(&path).unwrap();
    fs::write(&path, b"another serial plate").unwrap();
    assert!(!vault.verify(&sha256).unwrap());
    fs::remove_file(&path).unwrap();
    assert!(matches!(vault.verify(&sha256), Err(Error::NotFound(_))));
}

#[test]
fn a_damaged_original_that_comes_again_is_replaced_and_the_damaged_one_put_aside() {
    let (_folder, vault) = samples::vault();
    let sha256 = keep(&vault, b"a serial plate");
    let path = vault.path(&sha256).unwrap();
    fs::remove_file(&path).unwrap();
    fs::write(&path, b"rotten").unwrap();
    assert_eq!(keep(&vault, b"a serial plate"), sha256);
    assert!(vault.verify(&sha256).unwrap());
    let aside = fs::read(vault.root.join("damaged").join(&sha256)).unwrap();
    assert_eq!(aside, b"rotten");
}

#[test]
fn only_hashes_are_paths() {
    let (_folder, vault) = samples::vault();
    let upper = "A".repeat(64);
    let long = "a".repeat(65);
    for wrong in ["", "ab", "../../etc/passwd", &upper, &long, "ä"] {
        assert!(matches!(vault.path(wrong), Err(Error::NotFound(_))));
        assert!(matches!(vault.original(wrong), Err(Error::NotFound(_))));
        assert!(vault.put_derivative(wrong, "320", b"x").is_err());
    }
    let sha256 = "a".repeat(64);
    for wrong in ["", "../320", "320.jpg", "A", &"9".repeat(81)] {
        assert!(vault.derivative_path(&sha256, wrong).is_err(), "{wrong}");
    }
}

#[test]
fn a_derivative_is_replaced_whole_and_dropped_by_recipe() {
    let (_folder, vault) = samples::vault();
    let sha256 = "ab".repeat(32);
    let path = vault.put_derivative(&sha256, "320", b"first").unwrap();
    vault.put_derivative(&sha256, "320", b"second").unwrap();
    vault.put_derivative(&sha256, "320-rff", b"third").unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"second");
    assert_eq!(entries(&vault.root.join("incoming")).unwrap().len(), 0);
    vault
        .drop_derivatives(&sha256, |recipe| recipe.ends_with("-rff"))
        .unwrap();
    assert!(!path.exists());
    assert!(vault.derivative_path(&sha256, "320-rff").unwrap().exists());
    vault.drop_derivatives(&"cd".repeat(32), |_| false).unwrap();
}

#[test]
fn a_sweep_removes_what_nobody_needs_and_only_when_it_is_old() {
    let (_folder, vault) = samples::vault();
    let (wanted, orphan) = (keep(&vault, b"wanted"), keep(&vault, b"orphan"));
    vault.put_derivative(&orphan, "320", b"small").unwrap();
    let unfinished = vault.receive().unwrap();
    let young = now() - Duration::from_secs(3600);
    assert_eq!(vault.sweep(young, |_| Ok(false)).unwrap(), Swept::default());
    let swept = vault.sweep(later(), |sha256| Ok(sha256 == wanted)).unwrap();
    assert_eq!((swept.originals, swept.incoming), (1, 1));
    drop(unfinished);
    let left: Vec<String> = vault.list().map(Result::unwrap).collect();
    assert_eq!(left, [wanted]);
    assert!(!vault.derivative_path(&orphan, "320").unwrap().exists());
}

#[test]
fn a_sweep_stops_when_it_cannot_learn_what_is_needed() {
    let (_folder, vault) = samples::vault();
    keep(&vault, b"one");
    assert!(matches!(vault.sweep(later(), |_| Err(Error::Busy)), Err(Error::Busy)));
    assert_eq!(vault.list().count(), 1);
}

#[test]
fn an_original_received_again_is_young_again() {
    let (_folder, vault) = samples::vault();
    let sha256 = keep(&vault, b"twice");
    let old = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    File::open(vault.path(&sha256).unwrap())
        .unwrap()
        .set_modified(old)
        .unwrap();
    keep(&vault, b"twice");
    let hour_ago = now() - Duration::from_secs(3600);
    vault.sweep(hour_ago, |_| Ok(false)).unwrap();
    assert!(vault.verify(&sha256).unwrap());
}

#[cfg(unix)]
#[test]
fn others_on_the_machine_cannot_look_in_and_nobody_can_write_to_an_original() {
    use std::os::unix::fs::PermissionsExt;
    let (_folder, vault) = samples::vault();
    let path = vault.path(&keep(&vault, b"sealed")).unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&vault.root.join("originals")), 0o700);
    assert_eq!(mode(&path) & 0o222, 0);
    assert_eq!(mode(&path) & 0o077, 0);
}
