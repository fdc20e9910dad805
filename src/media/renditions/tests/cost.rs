//! What renditions cost. Not part of the ordinary run: figures mean something only in a release
//! build on a quiet machine.
//! `cargo test --release --lib renditions -- --ignored --nocapture --test-threads 1`

use super::*;

/// A made-up photo of 12 megapixels: coarse and fine texture, slow light, sensor noise.
fn photo() -> Vec<u8> {
    let noise = |x: u32, y: u32| {
        let mixed = x
            .wrapping_mul(374_761_393)
            .wrapping_add(y.wrapping_mul(668_265_263));
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
    let darkroom = Darkroom::per_core();
    let make = |name: &str| make(&darkroom, &bench.vault, name, &bench.source, &[]).unwrap();
    let length = std::fs::metadata(&bench.source).unwrap().len();
    make(&"ab".repeat(32));
    std::fs::write("/proc/self/clear_refs", "5").unwrap();
    let before = processor();
    for _ in 0..20 {
        make(&"ab".repeat(32));
    }
    println!(
        "{length} bytes; one at a time: {} ms of processor each, peak {} kB",
        (processor() - before) / 20,
        status("VmHWM"),
    );
    std::fs::write("/proc/self/clear_refs", "5").unwrap();
    std::thread::scope(|scope| {
        for n in 0..20u8 {
            let (make, vault) = (&make, &bench.vault);
            let upload = &bench.source;
            scope.spawn(move || {
                let mut receiver = vault.receive().unwrap();
                receiver.write(&std::fs::read(upload).unwrap()).unwrap();
                make(&hex::encode([n; 32]));
                receiver.finish().unwrap();
            });
        }
    });
    println!("twenty at once: peak {} kB", status("VmHWM"));
}
