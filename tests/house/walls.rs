//! The walls between the rooms: what each may use.
//!
//! web → service → store, media → domain. `error` and `words` are the floor; `app`, `main` and
//! `config` stand outside and know everyone.

use crate::rust::Code;
use crate::tree::Tree;

/// What one room may use.
struct Room {
    /// Its folder or file.
    path: &'static str,
    /// The rooms it may name as `crate::…`, itself included.
    rooms: &'static [&'static str],
    /// The outside crates it may name.
    crates: Crates,
    /// Other names it must not say, each the end of a path.
    never: &'static [&'static str],
}

/// Which dependencies a room may use.
enum Crates {
    /// These and no others; a closing `*` stands for any ending.
    Only(&'static [&'static str]),
    /// All but these.
    AllBut(&'static [&'static str]),
}

/// Words that reach for files, the network, the clock or other programs.
const OUTSIDE: &[&str] = &[
    "std::fs",
    "std::net",
    "std::env",
    "std::process",
    "std::thread",
    "SystemTime::now",
    "Instant::now",
    "Utc::now",
    "Local::now",
];

const ROOMS: &[Room] = &[
    Room {
        path: "src/error.rs",
        rooms: &[],
        crates: Crates::Only(&[]),
        never: OUTSIDE,
    },
    Room {
        path: "src/words",
        rooms: &["words", "error"],
        crates: Crates::Only(&["fluent_bundle", "fluent_syntax", "unic_langid", "rust_embed", "tracing"]),
        never: OUTSIDE,
    },
    Room {
        path: "src/domain",
        rooms: &["domain", "error"],
        crates: Crates::Only(&["chrono", "edtf", "sha2", "hex", "unicode_*", "deunicode"]),
        never: OUTSIDE,
    },
    Room {
        path: "src/store",
        rooms: &["store", "domain", "error"],
        crates: Crates::AllBut(&["actix_web", "actix_multipart", "askama", "utoipa", "image"]),
        never: &["std::env", "Utc::now", "SystemTime::now"],
    },
    Room {
        path: "src/media",
        rooms: &["media", "domain", "error"],
        crates: Crates::AllBut(&[
            "actix_web",
            "actix_multipart",
            "askama",
            "utoipa",
            "diesel",
            "diesel_migrations",
        ]),
        never: &["std::env", "Utc::now"],
    },
    Room {
        path: "src/service",
        rooms: &["service", "store", "media", "domain", "error"],
        crates: Crates::AllBut(&[
            "actix_web",
            "actix_multipart",
            "askama",
            "utoipa",
            "diesel",
            "diesel_migrations",
        ]),
        never: &["std::env", "Utc::now", "SystemTime::now"],
    },
    Room {
        path: "src/web",
        rooms: &["web", "service", "domain", "error", "words"],
        crates: Crates::AllBut(&["diesel", "diesel_migrations", "image", "fast_image_resize", "argon2"]),
        never: &["std::env"],
    },
];

/// What `web` may hold and pass on without looking inside.
const IN_PASSING: &[&str] = &["store::Db", "store::Conn", "media::vault::Vault"];

/// Package names whose library has another name.
const LIBRARY_NAMES: &[(&str, &str)] = &[("kamadak-exif", "exif")];

/// Complains about everything a room uses over its wall.
pub(crate) fn check(tree: &Tree) -> Vec<String> {
    let dependencies = dependencies(tree.get("Cargo.toml").unwrap_or_default());
    let mut complaints = Vec::new();
    if dependencies.is_empty() {
        complaints.push("Cargo.toml: no dependencies found".to_owned());
    }
    for room in ROOMS {
        let files = tree.code(room.path);
        if files.is_empty() {
            complaints.push(format!("{}: the room is empty", room.path));
        }
        for (path, code) in files {
            let mut found = Vec::new();
            crates(room, &code, &dependencies, &mut found);
            neighbours(room, &code, &mut found);
            forbidden(room, &code, &mut found);
            found.sort();
            found.dedup();
            complaints.extend(
                found
                    .iter()
                    .map(|(at, what)| format!("{path}:{}: {} must not use {what}", code.line(*at), room.path)),
            );
        }
    }
    complaints
}

/// Names of the libraries in `[dependencies]`.
fn dependencies(manifest: &str) -> Vec<String> {
    manifest
        .lines()
        .skip_while(|line| line.trim() != "[dependencies]")
        .skip(1)
        .take_while(|line| !line.starts_with('['))
        .filter_map(|line| line.split_once(" = "))
        .filter(|(name, _)| !name.starts_with('#'))
        .map(|(name, _)| {
            LIBRARY_NAMES
                .iter()
                .find(|(package, _)| *package == name)
                .map_or_else(|| name.replace('-', "_"), |(_, lib)| (*lib).to_owned())
        })
        .collect()
}

fn crates(room: &Room, code: &Code, dependencies: &[String], found: &mut Vec<(usize, String)>) {
    for (at, name) in code.names() {
        if !dependencies.contains(&name) {
            continue;
        }
        let allowed = match room.crates {
            Crates::Only(list) => list.iter().any(|entry| {
                entry
                    .strip_suffix('*')
                    .map_or(*entry == name, |start| name.starts_with(start))
            }),
            Crates::AllBut(list) => !list.contains(&name.as_str()),
        };
        let before = code.before(at);
        let first_in_path = !before.ends_with("::") && !before.ends_with('.');
        let leads_on = code.has(at + name.len(), "::")
            || before.ends_with("use")
            || before.ends_with("#[")
            || before.ends_with("crate");
        if !allowed && first_in_path && leads_on {
            found.push((at, name));
        }
    }
}

fn neighbours(room: &Room, code: &Code, found: &mut Vec<(usize, String)>) {
    for (at, name) in code.names() {
        if name != "crate" || !code.has(at + name.len(), "::") {
            continue;
        }
        for path in code.paths(at + "crate::".len()) {
            let whole = path.join("::");
            let room_is_near = path.first().is_some_and(|first| room.rooms.contains(&first.as_str()));
            let in_passing = room.path == "src/web" && IN_PASSING.contains(&whole.as_str());
            if !room_is_near && !in_passing {
                found.push((at, format!("crate::{whole}")));
            }
        }
    }
}

fn forbidden(room: &Room, code: &Code, found: &mut Vec<(usize, String)>) {
    for (at, name) in code.names() {
        for never in room.never {
            let (first, rest) = never.split_once("::").unwrap_or((never, ""));
            if name == first && code.has(at + name.len(), "::") {
                let said = code
                    .paths(at + name.len() + 2)
                    .iter()
                    .any(|path| path.first().is_some_and(|part| part == rest));
                if said {
                    found.push((at, (*never).to_owned()));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MANIFEST: &str = "[package]\nname = \"x\"\n[dependencies]\nchrono = \"1\"\ndiesel = \"1\"\nactix-web = { version = \"4\" }\nkamadak-exif = \"1\"\nserde = \"1\"\nunicode-x = \"1\"\n[dev-dependencies]\nproptest = \"1\"\n";

    /// A house in which every room holds one harmless file, with one file replaced.
    fn house(path: &str, text: &str) -> Vec<String> {
        let fine = "//! Fine.\n";
        let mut files = vec![
            ("Cargo.toml", MANIFEST),
            ("src/error.rs", fine),
            ("src/words/mod.rs", fine),
            ("src/domain/mod.rs", fine),
            ("src/store/mod.rs", fine),
            ("src/media/mod.rs", fine),
            ("src/service/mod.rs", fine),
            ("src/web/mod.rs", fine),
        ];
        files.retain(|(name, _)| *name != path);
        files.push((path, text));
        check(&Tree::made_up(&files))
    }

    #[test]
    fn a_house_in_order_is_quiet() {
        assert_eq!(house("src/lib.rs", ""), Vec::<String>::new());
        let web = "use crate::store::{Conn, Db};\nuse crate::service::parts;\nuse actix_web::web;\n";
        assert_eq!(house("src/web/mod.rs", web), Vec::<String>::new());
        let domain = "use chrono::NaiveDate;\nuse unicode_x::fold;\nuse crate::error::Error;\n// diesel::x\nconst A: &str = \"diesel::\";\n#[cfg(test)]\nmod tests { use diesel::x; }\n";
        assert_eq!(house("src/domain/mod.rs", domain), Vec::<String>::new());
    }

    #[test]
    fn a_crate_over_the_wall_is_named_with_its_line() {
        assert_eq!(
            house("src/domain/mod.rs", "\nuse diesel::prelude::*;\n"),
            ["src/domain/mod.rs:2: src/domain must not use diesel"]
        );
        assert_eq!(
            house("src/service/a.rs", "fn f() { actix_web::rt::spawn(x) }"),
            ["src/service/a.rs:1: src/service must not use actix_web"]
        );
        assert_eq!(
            house("src/domain/a.rs", "#[derive(serde::Serialize)]\nstruct A;").len(),
            1
        );
        assert_eq!(house("src/domain/a.rs", "use exif::Tag;").len(), 1);
    }

    #[test]
    fn a_room_above_is_named() {
        assert_eq!(
            house("src/store/a.rs", "use crate::{domain::a, service::b};"),
            ["src/store/a.rs:1: src/store must not use crate::service::b"]
        );
        assert_eq!(house("src/domain/a.rs", "fn f() { crate::web::x() }").len(), 1);
        assert_eq!(house("src/media/a.rs", "use crate::store::Conn;").len(), 1);
        assert_eq!(house("src/error.rs", "use crate::domain::a;").len(), 1);
    }

    #[test]
    fn the_web_may_not_look_into_the_store() {
        assert_eq!(house("src/web/a.rs", "use crate::store::parts;").len(), 1);
        assert_eq!(house("src/web/a.rs", "use crate::store::{Conn, parts};").len(), 1);
        assert_eq!(house("src/web/a.rs", "fn f() { crate::store::parts::find() }").len(), 1);
    }

    #[test]
    fn the_domain_touches_nothing_outside() {
        assert_eq!(house("src/domain/a.rs", "use std::{fs, fmt};").len(), 1);
        assert_eq!(house("src/domain/a.rs", "let now = Utc::now();").len(), 1);
        assert_eq!(house("src/domain/a.rs", "let now = chrono::Utc::now();").len(), 1);
    }

    #[test]
    fn a_room_that_is_gone_is_noticed() {
        let tree = Tree::made_up(&[("Cargo.toml", MANIFEST)]);
        assert_eq!(check(&tree).len(), ROOMS.len());
    }
}
