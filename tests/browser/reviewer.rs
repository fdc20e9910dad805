//! The reviewer decides at a desk with the keyboard; then the officer finds what was accepted, and the public reads what
//! was released.

use fantoccini::key::Key;

use crate::harness::{Journey, Start, journey};
use crate::investigator::{self, NUMBER, SEALED};
use crate::page::Page;

/// Everyone's password in the demonstration.
const PASSWORD: &str = "sherd-demonstration";

#[test]
fn a_reviewer_sends_back_and_accepts_and_then_others_read_what_was_released() {
    journey(Start::Demo, async |j| {
        let author = j.phone().await;
        author.sign_in(&j.site.link("investigator")).await;
        investigator::begin(&author).await;
        let desk = author.address().await;
        investigator::add_component(&author).await;
        investigator::photograph_the_part(j, &author).await;
        investigator::mark_by_hand(&author).await;
        author.open(&desk).await;
        investigator::submit(&author).await;

        let reviewer = j.desk().await;
        sign_in_with_password(&reviewer, "reviewer").await;
        let dossier = send_back(&reviewer).await;
        mend(&author, &desk).await;
        accept(&reviewer).await;
        reviewer.open(&dossier).await;
        reviewer.shows("Sent back by").await;
        refuse_own(&reviewer).await;

        read_by_officer(j).await;
        read_by_public(j, &desk).await;
    });
}

async fn sign_in_with_password(page: &Page, role: &str) {
    page.open("/sign-in").await;
    page.looks_well("sign-in").await;
    page.allow("status of 422");
    page.fill("email", &format!("{role}@demo.sherd")).await;
    page.fill("password", "not the password").await;
    page.key(Key::Enter).await;
    page.see("#errors").await;
    page.looks_well("sign-in-error").await;
    page.fill("password", PASSWORD).await;
    page.key(Key::Enter).await;
    page.see("form[action$='/sign-out']").await;
    // Whoever is in has no business at the door.
    page.open("/sign-in").await;
    assert_eq!(page.count("[name='password']").await, 0);
}

/// Reads the finding and sends it back with the keyboard; gives the address of the dossier.
async fn send_back(reviewer: &Page) -> String {
    reviewer.open("/review").await;
    reviewer.shows("1 unit").await;
    reviewer.shows("Both marks read under a loupe.").await;
    reviewer.looks_well("queue").await;
    reviewer.click("table.queue tbody a").await;
    reviewer.see(".review .review-photo img").await;
    reviewer.see(".review-text .lines .g-ill").await;
    let dossier = reviewer.address().await;
    reviewer.looks_well("dossier").await;
    // What the keys do stands on the page; `?` hides it and shows it again.
    for words in ["accept", "send back", "next", "previous"] {
        let told = reviewer.text("[data-keys-help]").await;
        assert!(told.contains(words), "{told}");
    }
    reviewer.keys("?").await;
    reviewer.see("[data-keys-help][hidden]").await;
    reviewer.keys("?").await;
    reviewer.see("[data-keys-help]:not([hidden])").await;
    // Without a reason the key only leads to the field.
    reviewer.keys("r").await;
    reviewer.see("#f-reason:focus").await;
    reviewer.keys("Line 1: the fifth sign is a 1 in the macro.").await;
    reviewer.key(Key::Escape).await;
    reviewer.keys("r").await;
    reviewer.shows("Sent back to its author.").await;
    reviewer.looks_well("queue-empty").await;
    dossier
}

/// The author reads why, mends the mark, and submits again.
async fn mend(author: &Page, desk: &str) {
    author.open("/drafts").await;
    author.shows("Line 1: the fifth sign is a 1 in the macro.").await;
    author.looks_well("drafts-returned").await;
    author.open(desk).await;
    author.see("#marks .marking h3 a").await;
    author.looks_well("desk-returned").await;
    author.click("#marks .marking h3 a").await;
    author.see(".citation").await;
    author.press("Change").await;
    author
        .fill("transcription", &format!("{NUMBER}\n2213 KOREA\nA0482 [[ㅈ]]"))
        .await;
    author.looks_well("mark-edit").await;
    author.press("Save").await;
    author.see(".citation").await;
    author.open(desk).await;
    investigator::submit(author).await;
}

/// Sees what changed since, sets who may see what, and accepts.
async fn accept(reviewer: &Page) {
    reviewer.open("/review").await;
    reviewer.click("table.queue tbody a").await;
    reviewer.shows("Changed since it was sent back").await;
    reviewer.choose("release", "public").await;
    // One field apart: how the mark was made is told to officers only.
    reviewer.click(".part:has(.lines) details.more summary").await;
    reviewer.looks_well("dossier-again").await;
    reviewer
        .click(".part:has(.lines) select[name$=':technique'] option[value='officer']")
        .await;
    reviewer.run("document.activeElement.blur()", vec![]).await;
    reviewer.keys("a").await;
    reviewer.shows("Accepted.").await;
    reviewer.shows("Nothing waits").await;
}

/// A reviewer's own finding is for someone else to decide on.
async fn refuse_own(reviewer: &Page) {
    investigator::begin(reviewer).await;
    investigator::submit(reviewer).await;
    reviewer.shows("someone else must review it").await;
    assert_eq!(reviewer.count("button[value='accept']").await, 0);
    assert_eq!(reviewer.count("button[value='return']").await, 0);
    reviewer.looks_well("own-finding").await;
    reviewer.press("Take back").await;
    reviewer.see(".notice").await;
}

/// A fragment of the number finds the part, and the part its unit; the list goes home as CSV.
async fn read_by_officer(j: &Journey) {
    let officer = j.desk().await;
    officer.sign_in(&j.site.link("officer")).await;
    officer.open("/").await;
    officer.click("#q").await;
    officer.keys("48213").await;
    officer.key(Key::Enter).await;
    officer.see(".hits").await;
    officer.shows(NUMBER).await;
    officer.looks_well("search").await;
    let csv = officer
        .run(
            "return fetch('/search.csv?q=48213').then(answer => answer.text())",
            vec![],
        )
        .await;
    let csv = csv.as_str().unwrap_or_default();
    assert!(csv.contains(NUMBER), "{csv}");
    officer.press(NUMBER).await;
    officer.see(".citation").await;
    officer.shows("KN-23").await;
    officer.looks_well("part").await;
    officer.open("/markings").await;
    officer.shows(NUMBER).await;
    officer.looks_well("marks").await;
}

/// The public reads the unit, its component and the mark, and never the sealed word or the withheld field.
async fn read_by_public(j: &Journey, desk: &str) {
    let anyone = j.phone().await;
    let unit = desk.trim_end_matches("/work");
    anyone.open(unit).await;
    anyone.shows("Signal processor").await;
    anyone.looks_well("public-unit").await;
    assert!(!anyone.has(SEALED).await);
    anyone.click(".tree li:last-child .node-name a").await;
    anyone.see(".citation").await;
    anyone.shows("A0482").await;
    assert!(!anyone.has("laser").await, "the technique is for officers");
    anyone.looks_well("public-component").await;
    for address in [
        format!("{unit}.json"),
        "/units.csv".to_owned(),
        "/markings.csv".to_owned(),
    ] {
        let script = "return fetch(arguments[0]).then(answer => answer.text())";
        let text = anyone.run(script, vec![address.clone().into()]).await;
        let text = text.as_str().unwrap_or_default();
        assert!(!text.is_empty() && !text.contains(SEALED), "{address}: {text}");
        assert!(!text.contains("laser"), "{address}: {text}");
    }
}
