use std::process::Command;

use super::super::samples;
use super::*;

/// A disk with room for so many bytes.
struct Small {
    file: File,
    room: usize,
}

impl Write for Small {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.room == 0 {
            return Err(io::ErrorKind::StorageFull.into());
        }
        let part = &bytes[..bytes.len().min(self.room)];
        self.room -= part.len();
        self.file.write(part)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Sink for Small {
    fn settle(&mut self) -> io::Result<()> {
        if self.room == 0 {
            return Err(io::ErrorKind::StorageFull.into());
        }
        self.file.sync_all()
    }
}

fn small(vault: &Vault, room: usize) -> Receiver {
    let (file, temp) = tempfile::Builder::new()
        .tempfile_in(vault.root.join("incoming"))
        .unwrap()
        .into_parts();
    Receiver::into_sink(vault, 1000, temp, Box::new(Small { file, room }))
}

/// Every file below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.file_name().unwrap() != "lock" {
            found.push(path);
        }
    }
    found
}

#[test]
fn an_original_is_kept_byte_for_byte_under_its_hash() {
    let (_folder, vault) = samples::vault();
    let mut receiver = vault.receive().unwrap();
    receiver.write(b"ab").unwrap();
    receiver.write(b"").unwrap();
    receiver.write(b"c").unwrap();
    assert_eq!(receiver.bytes(), 3);
    let stored = receiver.finish().unwrap();
    assert_eq!(
        stored.sha256,
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    );
    assert_eq!(stored.sha1, "a9993e364706816aba3e25717850c26c9cd0d89d");
    assert_eq!(stored.bytes, 3);
    assert!(stored.path.ends_with(format!("ba/78/{}", stored.sha256)));
    assert_eq!(fs::read(&stored.path).unwrap(), b"abc");
    assert_eq!(files(&vault.root), [stored.path]);
}

#[test]
fn the_same_content_is_kept_once() {
    let (_folder, vault) = samples::vault();
    let stored: Vec<Stored> = (0..3)
        .map(|_| {
            let mut receiver = vault.receive().unwrap();
            receiver.write(b"same").unwrap();
            receiver.finish().unwrap()
        })
        .collect();
    assert!(stored.iter().all(|each| *each == stored[0]));
    assert_eq!(files(&vault.root).len(), 1);
}

#[test]
fn the_same_content_from_many_at_once_is_kept_once() {
    let (_folder, vault) = samples::vault();
    std::thread::scope(|scope| {
        for n in 0..24u8 {
            let vault = &vault;
            scope.spawn(move || {
                let mut receiver = vault.receive().unwrap();
                receiver.write(&[n % 3; 10_000]).unwrap();
                receiver.finish().unwrap();
            });
        }
    });
    assert_eq!(files(&vault.root).len(), 3);
    assert!(vault.list().all(|each| vault.verify(&each.unwrap()).unwrap()));
}

#[test]
fn an_upload_that_is_given_up_leaves_nothing() {
    let (_folder, vault) = samples::vault();
    let mut receiver = vault.receive().unwrap();
    receiver.write(b"half a pho").unwrap();
    drop(receiver);
    let mut receiver = vault.receive().unwrap();
    receiver.write(b"a whole photo that turns out to be none").unwrap();
    let sealed = receiver.seal().unwrap();
    assert!(sealed.path().exists());
    drop(sealed);
    assert!(files(&vault.root).is_empty());
}

#[test]
fn one_byte_too_many_is_refused_by_name() {
    let (_folder, vault) = samples::vault();
    let mut receiver = vault.receive_up_to(2 * 1024 * 1024).unwrap();
    receiver.write(&vec![0; 2 * 1024 * 1024]).unwrap();
    let Err(Error::TooLarge(say)) = receiver.write(b"x") else {
        panic!("accepted");
    };
    assert!(say.args.contains(&("field", "file".into())));
    assert!(say.args.contains(&("limit", "2".into())));
    assert!(receiver.finish().is_err());
    assert!(files(&vault.root).is_empty());
}

#[test]
fn a_disk_that_fills_up_is_said_plainly_and_leaves_nothing() {
    let (_folder, vault) = samples::vault();
    for room in [0, 1, 499] {
        let mut receiver = small(&vault, room);
        assert!(matches!(receiver.write(&[7; 500]), Err(Error::NoSpace)));
        assert!(receiver.seal().is_err());
        assert!(files(&vault.root).is_empty());
    }
    // Full only when the bytes are forced out.
    let mut receiver = small(&vault, 500);
    receiver.write(&[7; 500]).unwrap();
    assert!(matches!(receiver.finish(), Err(Error::NoSpace)));
    assert!(files(&vault.root).is_empty());
}

#[test]
fn a_really_full_disk_is_said_plainly_and_works_again_after() {
    let folder = tempfile::tempdir().unwrap();
    let mount = Command::new("mount")
        .args(["-t", "tmpfs", "-o", "size=1m", "tmpfs"])
        .arg(folder.path())
        .output();
    if !mount.is_ok_and(|done| done.status.success()) {
        println!("skipped: this account may not mount a small tmpfs");
        return;
    }
    let vault = Vault::open(folder.path()).unwrap();
    let outcome = std::panic::catch_unwind(|| {
        let mut receiver = vault.receive().unwrap();
        let mut failed = None;
        for _ in 0..40 {
            if let Err(cause) = receiver.write(&[9; 64 * 1024]) {
                failed = Some(cause);
                break;
            }
        }
        assert!(matches!(failed, Some(Error::NoSpace)));
        assert!(matches!(
            vault.put_derivative(&"ab".repeat(32), "320", &[9; 64 * 1024]),
            Err(Error::NoSpace)
        ));
        drop(receiver);
        assert!(files(&vault.root).is_empty());
        let mut receiver = vault.receive().unwrap();
        receiver.write(&[9; 64 * 1024]).unwrap();
        receiver.finish().unwrap();
    });
    let unmounted = Command::new("umount").arg(folder.path()).status();
    assert!(unmounted.unwrap().success());
    outcome.unwrap();
}
