//! Pages that are nobody's journey and everybody's way: the account, the people, errors, empty lists.

use crate::harness::{Start, journey};

#[test]
fn an_account_shows_its_sessions_and_tokens() {
    journey(Start::Demo, async |j| {
        let admin = j.desk().await;
        admin.sign_in(&j.site.link("admin")).await;
        admin.open("/account").await;
        admin.looks_well("account").await;
        admin.fill("name", "nightly export").await;
        admin.press("Make token").await;
        admin.see(".once .mark").await;
        admin.looks_well("account-token").await;
        admin.allow("status of 422");
        admin.fill("old", "wrong").await;
        admin.fill("password", "short").await;
        admin.fill("again", "other").await;
        admin.press("Change password").await;
        admin.see("#errors").await;
        admin.looks_well("account-errors").await;
        admin.open("/admin").await;
        admin.looks_well("admin").await;
        admin.fill("email", "field@demo.sherd").await;
        admin.fill("name", "Field officer").await;
        admin.press("Add and make a link").await;
        admin.see(".once .mark").await;
        admin.looks_well("admin-added").await;
        let link = admin.text(".once .mark").await;
        let newcomer = j.phone().await;
        newcomer.open(&link).await;
        newcomer.see("[name='password']").await;
        newcomer.looks_well("link").await;
    });
}

#[test]
fn errors_say_what_happened_and_where_to_go() {
    journey(Start::Demo, async |j| {
        let visitor = j.phone().await;
        for status in ["400", "401", "403", "404", "405", "409", "413", "422"] {
            visitor.allow(&format!("status of {status}"));
        }
        visitor.open("/parts/00000000").await;
        visitor.see(".error-card").await;
        visitor.looks_well("error-404").await;
        visitor.open("/search?q=nothing+bears+this+name").await;
        visitor.looks_well("search-none").await;
        visitor.open("/link?key=used-up").await;
        visitor.looks_well("link-gone").await;
        let officer = j.desk().await;
        officer.allow("status of 403");
        officer.sign_in(&j.site.link("officer")).await;
        officer.open("/findings/new").await;
        officer.see(".error-card").await;
        officer.looks_well("error-403").await;
        let admin = j.desk().await;
        for status in ["409", "412", "413"] {
            admin.allow(&format!("status of {status}"));
        }
        admin.sign_in(&j.site.link("admin")).await;
        admin.open("/sources").await;
        admin.looks_well("sources").await;
        admin.open("/drafts").await;
        admin.looks_well("drafts-none").await;
        admin.open("/units").await;
        admin.click("table.list tbody th a").await;
        let unit = admin.address().await;
        admin.see(".citation").await;
        admin.open(&format!("{unit}/edit")).await;
        admin.looks_well("unit-edit").await;
        // Someone else is faster.
        let script = "document.querySelector('form.form [name=version]').value = '0'";
        admin.run(script, vec![]).await;
        admin.fill("name", "Another name").await;
        admin.press("Save").await;
        admin.see(".diff").await;
        admin.looks_well("conflict").await;
        admin.open(&format!("{unit}/history")).await;
        admin.looks_well("history").await;
        let huge =
            "const f = document.querySelector('form[method=post]'); const t = document.createElement('textarea');
            t.name = 'x'; t.value = 'x'.repeat(3000000); f.append(t); f.submit()";
        admin.run(huge, vec![]).await;
        admin.see(".error-card").await;
        admin.looks_well("error-413").await;
        admin.open("/language?to=uk").await;
        for (name, path) in [
            ("finding-new", "/findings/new"),
            ("queue", "/review"),
            ("account", "/account"),
        ] {
            admin.open(path).await;
            admin.looks_well(&format!("{name}-uk")).await;
        }
    });
}
