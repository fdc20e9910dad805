//! Pictures drawn by code, and the bodies that carry them.

use std::io::Cursor;

use actix_web::http::Method;
use exif::{Field, In, Rational, Tag, Value, experimental::Writer};
use image::{DynamicImage, ImageFormat, RgbImage};
use jpeg_encoder::{ColorType, Encoder};

use super::{Answer, Client, TestApp};

/// Words that stand in the metadata of [`secretive`] and must never come out again.
pub(crate) const SECRETS: [&str; 7] = [
    "SECRETMAKER",
    "SECRETMODEL",
    "SECRETSERIAL",
    "SECRETXMP",
    "SECRETIPTC",
    "SECRETCOMMENT",
    "SECRETSOFTWARE",
];

/// A picture with texture, different for each seed.
pub(crate) fn drawn(width: u32, height: u32, seed: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let wave = ((x / 17 + seed * 3) ^ (y / 13 + seed)) % 7;
        let value = u8::try_from(60 + wave * 25 + (x * 7 + y * 13 + seed) % 9).unwrap();
        image::Rgb([value, 255 - value, u8::try_from((x + seed * 31) % 200).unwrap()])
    })
}

/// A plain JPEG.
pub(crate) fn jpeg(width: u32, height: u32, seed: u32) -> Vec<u8> {
    encoded(&drawn(width, height, seed), None)
}

/// A picture in another format.
pub(crate) fn other(format: ImageFormat, width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::from(drawn(width, height, 5))
        .write_to(&mut bytes, format)
        .unwrap();
    bytes.into_inner()
}

/// A JPEG of this picture, with an EXIF block.
pub(crate) fn encoded(picture: &RgbImage, exif: Option<&[u8]>) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 92);
    if let Some(exif) = exif {
        encoder.add_exif_metadata(exif).unwrap();
        let xmp = b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>SECRETXMP</x:xmpmeta>".to_vec();
        encoder.add_app_segment(1, xmp).unwrap();
        encoder
            .add_app_segment(13, b"Photoshop 3.0\08BIM SECRETIPTC".to_vec())
            .unwrap();
    }
    let (width, height) = picture.dimensions();
    encoder
        .encode(
            picture.as_raw(),
            width.try_into().unwrap(),
            height.try_into().unwrap(),
            ColorType::Rgb,
        )
        .unwrap();
    bytes
}

/// A JPEG whose EXIF, XMP, IPTC and comment hold [`SECRETS`]; taken at 49.99 N 36.25 E, held sideways.
pub(crate) fn secretive(width: u32, height: u32) -> Vec<u8> {
    let text = |text: &str| Value::Ascii(vec![text.as_bytes().to_vec()]);
    let ratio = |num, denom| Rational { num, denom };
    let fields = [
        (Tag::Orientation, Value::Short(vec![6])),
        (Tag::Make, text("SECRETMAKER")),
        (Tag::Model, text("SECRETMODEL")),
        (Tag::Software, text("SECRETSOFTWARE")),
        (Tag::BodySerialNumber, text("SECRETSERIAL")),
        (Tag::DateTimeOriginal, text("2024:01:11 10:22:33")),
        (Tag::GPSLatitudeRef, text("N")),
        (
            Tag::GPSLatitude,
            Value::Rational(vec![ratio(49, 1), ratio(59, 1), ratio(24, 1)]),
        ),
        (Tag::GPSLongitudeRef, text("E")),
        (
            Tag::GPSLongitude,
            Value::Rational(vec![ratio(36, 1), ratio(15, 1), ratio(0, 1)]),
        ),
    ];
    let fields: Vec<Field> = fields
        .into_iter()
        .map(|(tag, value)| Field {
            tag,
            ifd_num: In::PRIMARY,
            value,
        })
        .collect();
    let mut writer = Writer::new();
    fields.iter().for_each(|field| writer.push_field(field));
    let mut block = Cursor::new(Vec::new());
    writer.write(&mut block, false).unwrap();
    let mut bytes = encoded(&drawn(width, height, 1), Some(&block.into_inner()));
    // A comment right behind the start, as cameras write it.
    let comment = b"SECRETCOMMENT";
    let mut segment = vec![0xFF, 0xFE];
    segment.extend(u16::try_from(comment.len() + 2).unwrap().to_be_bytes());
    segment.extend(comment);
    bytes.splice(2..2, segment);
    bytes
}

const BOUNDARY: &str = "----sherd-test-boundary";

/// A multipart body: text fields, then files.
pub(crate) fn body(fields: &[(&str, &str)], files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in fields {
        body.extend(
            format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes(),
        );
    }
    for (name, bytes) in files {
        let name = name.replace('"', "%22");
        body.extend(
            format!(
                "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: image/jpeg\r\n\r\n"
            )
            .bytes(),
        );
        body.extend(*bytes);
        body.extend(b"\r\n");
    }
    body.extend(format!("--{BOUNDARY}--\r\n").bytes());
    body
}

impl Client<'_> {
    /// Posts a multipart body.
    pub(crate) async fn post_parts(&self, path: &str, headers: &[(&str, &str)], body: Vec<u8>) -> Answer {
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        let mut all = vec![("content-type", kind.as_str())];
        all.extend(headers);
        self.send(Method::POST, path, &all, body).await
    }

    /// Sends one photograph through the API.
    pub(crate) async fn upload(&self, name: &str, bytes: &[u8], fields: &[(&str, &str)]) -> Answer {
        self.post_parts("/api/v1/photos", &[], body(fields, &[(name, bytes)]))
            .await
    }
}

impl TestApp {
    /// Every file under the folder of photographs.
    pub(crate) fn photo_files(&self) -> Vec<std::path::PathBuf> {
        fn walk(folder: &std::path::Path, found: &mut Vec<std::path::PathBuf>) {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                match path.is_dir() {
                    true => walk(&path, found),
                    false => found.push(path),
                }
            }
        }
        let mut found = Vec::new();
        walk(&self.folder().join("photos"), &mut found);
        found.retain(|path| path.file_name().is_some_and(|name| name != "lock"));
        found
    }

    /// Puts a photograph into the catalogue as the command line does; public unless said otherwise.
    pub(crate) fn photo(&self, bytes: &[u8], fields: &[(&str, &str)]) -> String {
        let mut told = sherd::domain::fields::Fields::new().with("release", "public");
        for (name, text) in fields {
            told.set(name, *text);
        }
        let ctx = self.ctx();
        let read = self.read(|conn| sherd::service::photos::read(conn, &ctx, &told));
        let mut incoming = self.state.studio.receive().unwrap();
        incoming.write(bytes).unwrap();
        let arrived = incoming.finish().unwrap();
        let file = self
            .state
            .studio
            .develop(arrived, "SECRETNAME.jpg", &read.redactions)
            .unwrap();
        let filed = self.write(|conn| sherd::service::photos::create(conn, &ctx, &told, file));
        filed.head.r#ref.to_string()
    }

    /// A public component in a public unit; both references.
    pub(crate) fn component(&self, name: &str) -> (String, String) {
        let unit = self.accepted("units", &[("name", &format!("Unit of {name}"))]);
        let component = self.accepted("components", &[("unit", &unit), ("name", name)]);
        (unit, component)
    }
}
