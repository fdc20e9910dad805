//! What renditions cost. Not part of the ordinary run: figures mean something only in a release
//! build on a quiet machine.
//! `cargo test --release --lib renditions -- --ignored --nocapture --test-threads 1`

use super::*;

/// A made-up photo of 12 megapixels: coarse and fine texture, slow light, sensor noise.
fn photo() -> Vec<u8> {
    let noise = |x: u32, y: u32| {
        let mixed = x.wrapping_mul(374_761_393).wrapping_add(y.wrapping_mul(668_265_263));
        let mixed = (mixed ^ (mixed >> 13)).wrapping_mul(1_274_126_177);
        i32::from(mixed.to_be_bytes()[1]) - 128
    };
    let picture = RgbImage::from_fn(4032, 3024, |x, y| {
        let texture = noise(x / 24, y / 24) / 3 + noise(x / 4, y / 4) / 10 + noise(x, y) / 14;
        let light = i32::try_from(x / 64 + y / 48).unwrap() - 60;
        let value = 128 + texture + light;
        Rgb([value, value + 9, value + 18].map(|v| u8::try_from(v.clamp(0, 255)).unwrap()))
    });
    samples::jpeg(&picture, Some(&samples::exif(6)), false)
}

/// A line of this process's status, in kilobytes.
fn status(key: &str) -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with(key)).unwrap();
    line.split_whitespace().nth(1).unwrap().to_owned()
}

/// Milliseconds of processor time this process has used.
fn processor() -> u64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
    let mut fields = stat.rsplit(')').next().unwrap().split_whitespace().skip(11);
    let mut next = || fields.next().unwrap().parse::<u64>().unwrap();
    (next() + next()) * 10
}

#[test]
#[ignore = "a measurement, not a test"]
fn one_after_another_and_twenty_at_once() {
    let bench = bench(&photo());
    let photo = std::fs::read(&bench.source).unwrap();
    let darkroom = Darkroom::per_core();
    // The last byte differs, so that no two uploads are the same file.
    let upload = |number: u8| {
        let mut receiver = bench.vault.receive().unwrap();
        for chunk in photo.chunks(64 * 1024) {
            receiver.write(chunk).unwrap();
        }
        receiver.write(&[number]).unwrap();
        let sealed = receiver.seal().unwrap();
        intake::inspect(&darkroom, sealed.path(), "a.jpg").unwrap();
        make(&darkroom, &bench.vault, sealed.sha256(), sealed.path(), &[]).unwrap();
        sealed.keep().unwrap();
    };
    upload(0);
    std::fs::write("/proc/self/clear_refs", "5").unwrap();
    let before = processor();
    (1..=20).for_each(upload);
    println!(
        "{} bytes; one at a time: {} ms of processor each, peak {} kB",
        photo.len(),
        (processor() - before) / 20,
        status("VmHWM"),
    );
    std::fs::write("/proc/self/clear_refs", "5").unwrap();
    std::thread::scope(|scope| {
        for number in 21..=40 {
            let upload = &upload;
            scope.spawn(move || upload(number));
        }
    });
    println!("twenty at once: peak {} kB", status("VmHWM"));
}
