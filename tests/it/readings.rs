//! Reading marks: at the command line and through the API, one and many, well and badly asked.

use std::process::{Command, Output};

use serde_json::{Value, json};

use crate::harness::TestApp;

fn sherd(arguments: &[&str]) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_sherd"))
        .current_dir(folder.path())
        .args(arguments)
        .output()
        .unwrap();
    // Reading needs no catalogue and must not leave one behind.
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "{arguments:?}");
    output
}

#[test]
fn a_mark_is_read_at_the_command_line() {
    let output = sherd(&[
        "read",
        "113",
        "--hint",
        "DPRK missile",
        "--recovered",
        "2024-08-18",
        "--json",
    ]);
    assert_eq!(output.status.code(), Some(0));
    let read: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(read["transcription"], "113");
    assert_eq!(read["context"]["origin"], "KP");
    assert_eq!(read["context"]["recovered"], "2024-08-18");
    assert_eq!(read["undatable"], false);
    let best = &read["readings"][0];
    assert_eq!(
        (&best["earliest"], &best["latest"]),
        (&json!("2024-01-01"), &json!("2024-12-31")),
        "{best}"
    );
    assert_eq!(best["shown"], true);
    for part in [
        "scheme",
        "version",
        "kind",
        "stage",
        "token",
        "edtf",
        "rank",
        "reasons_for",
        "reasons_against",
        "flags",
    ] {
        assert!(!best[part].is_null(), "{part}");
    }
    assert!(best["citation"]["url"].as_str().unwrap().starts_with("http"));

    let output = sherd(&["read", "113", "--hint", "DPRK missile", "--recovered", "2024-08-18"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("2024-01-01 to 2024-12-31"), "{text}");
}

#[test]
fn what_cannot_be_read_is_an_error_that_names_the_place() {
    let output = sherd(&["read", "ab{8|"]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        said.contains("transcription") && said.contains(|sign: char| sign.is_ascii_digit()),
        "{said}"
    );
    for wrong in [["--recovered", "2024-13"], ["--origin", "Atlantis"]] {
        assert_eq!(
            sherd(&["read", "2148", wrong[0], wrong[1]]).status.code(),
            Some(2),
            "{wrong:?}"
        );
    }
    assert_eq!(sherd(&["read", ""]).status.code(), Some(2));
}

#[test]
fn a_file_of_rules_is_checked_by_its_own_examples() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("ours.toml");
    let rule = |example: &str| {
        format!(
            "[[scheme]]\nid = \"ours.label\"\nversion = 1\ntitle = \"Label of a made-up maker\"\npatterns = [\"Q{{YY}}-{{WW}}\"]\n\
             confidence = \"high\"\nsource = \"A made-up manual\"\nurl = \"https://example.org/manual\"\n\
             examples = [\"{example}\"]\n"
        )
    };
    std::fs::write(&file, rule("Q21-48 ; recovered 2023-06-01 => 2021-11-29/2021-12-05")).unwrap();
    let sound = sherd(&["rules", "check", file.to_str().unwrap()]);
    let said = String::from_utf8(sound.stdout).unwrap();
    assert_eq!(sound.status.code(), Some(0), "{said}");
    std::fs::write(&file, rule("Q21-48 ; recovered 2023-06-01 => 2020-11")).unwrap();
    let wrong = sherd(&["rules", "check", file.to_str().unwrap()]);
    assert_eq!(wrong.status.code(), Some(1));
    let said = String::from_utf8(wrong.stdout).unwrap();
    assert!(said.contains("ours.toml: ours.label: examples"), "{said}");
}

#[actix_web::test]
async fn the_api_reads_one_mark_or_many() {
    let app = TestApp::start().await;
    let asked = json!({"transcription": "2148", "maker": "Infineon", "recovered": "2023-06-01"});
    let read = app.visitor().post_json("/api/v1/read", &asked).await.expect(200).json();
    assert_eq!(read["context"]["maker"], "Infineon Technologies", "{}", read["context"]);
    assert_eq!(
        read["readings"][0]["edtf"].as_str().unwrap().get(..4),
        Some("2021"),
        "{read}"
    );
    let many: Vec<Value> = (0..1_000)
        .map(|number| json!({"transcription": format!("21{:02}", number % 52 + 1)}))
        .collect();
    let read = app
        .officer()
        .post_json("/api/v1/read", &json!(many))
        .await
        .expect(200)
        .json();
    assert_eq!(read.as_array().unwrap().len(), 1_000);
    let refused = app
        .visitor()
        .post_json("/api/v1/read", &json!([asked, {"transcription": "["}]))
        .await
        .expect(422);
    assert!(refused.text().contains("1.transcription"), "{}", refused.text());
    let too_many = json!(vec![json!({"transcription": "1"}); 1_001]);
    app.visitor().post_json("/api/v1/read", &too_many).await.expect(422);
    app.visitor()
        .post_json("/api/v1/read", &json!({"mark": "2148"}))
        .await
        .expect(422);
    app.visitor().post_json("/api/v1/read", &json!({})).await.expect(422);
}
