//! Administration: the people who may sign in, and what they may do.

use actix_web::{
    HttpResponse,
    web::{self, Data, ServiceConfig},
};
use askama::Template;

use super::{
    asked::{Asked, Input},
    page_with, see_other,
};
use crate::{
    domain::{
        access::Role,
        accounts::{Account, Purpose},
        fields::Fields,
    },
    error::{Error, Say},
    service::{accounts, one_time},
    web::{
        State,
        actor::Caller,
        error::{FieldProblem, PageError},
        extract::{Form, Path, Query},
        layout::Layout,
        urls,
        views::{self, Choice, Field},
    },
    words::{Lang, Words},
};

/// The routes of this file.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(web::resource("/admin").route(web::get().to(list)))
        .service(web::resource("/admin/accounts").route(web::post().to(add)))
        .service(web::resource("/admin/accounts/{ref}/role").route(web::post().to(change_role)))
        .service(web::resource("/admin/accounts/{ref}/shut").route(web::post().to(shut)))
        .service(web::resource("/admin/accounts/{ref}/reopen").route(web::post().to(reopen)))
        .service(web::resource("/admin/accounts/{ref}/link").route(web::post().to(new_link)));
}

#[derive(Template)]
#[template(path = "admin/list.html")]
struct ListPage {
    layout: Layout,
    once: Option<Once>,
    rows: Vec<Row>,
    errors: Vec<FieldProblem>,
    inputs: Vec<Input>,
    role: Field,
    language: Field,
}

/// A link that is shown this once.
struct Once {
    lead: String,
    link: String,
}

struct Row {
    href: String,
    name: String,
    email: String,
    roles: Vec<Choice>,
    role_label: String,
    since: String,
    state: String,
    is_shut: bool,
}

fn row(account: Account, words: &Words) -> Row {
    let Account {
        id: _,
        r#ref,
        email,
        name,
        role,
        language: _,
        disabled,
        has_password,
        created_at,
    } = account;
    let state = match (disabled, has_password) {
        (true, _) => "admin-state-shut",
        (false, true) => "admin-state-open",
        (false, false) => "admin-state-invited",
    };
    Row {
        href: format!("/admin/accounts/{ref}"),
        role_label: words.say(&Say::new("admin-role-of").with("name", &name)),
        name,
        email,
        roles: roles(words)
            .into_iter()
            .map(|(value, label)| Choice {
                value: value.to_owned(),
                label,
                selected: value == role.as_str(),
            })
            .collect(),
        since: views::moment(created_at, words),
        state: words.t(state).to_owned(),
        is_shut: disabled,
    }
}

fn roles(words: &Words) -> Vec<(&'static str, String)> {
    Role::ALL
        .into_iter()
        .map(|role| (role.as_str(), words.label("role", role.as_str()).into_owned()))
        .collect()
}

async fn render(
    state: &State,
    caller: &Caller,
    asked: &Asked,
    once: Option<Once>,
    notice: Option<&'static str>,
) -> Result<HttpResponse, PageError> {
    let ctx = caller.ctx();
    let people = state.db.read(move |conn| accounts::list(conn, &ctx)).await?;
    let words = caller.words();
    let languages = Lang::ALL.map(|lang| (lang.code(), lang.name().to_owned())).into();
    let mut layout = Layout::new(caller, "/admin");
    layout.notice = notice.map(|key| words.t(key).to_owned());
    let email = Input {
        fill: "off",
        ..asked.email()
    };
    let name = Input {
        fill: "off",
        ..asked.name()
    };
    page_with(
        asked.status,
        &ListPage {
            layout,
            once,
            rows: people.into_iter().map(|account| row(account, words)).collect(),
            errors: asked.problems(),
            inputs: vec![email, name],
            role: asked.choice("role", words.t("admin-role"), words.t("admin-role-hint"), roles(words)),
            language: asked.choice("language", words.t("account-language"), "", languages),
        },
    )
}

/// Everyone who can sign in, and the form to add one more.
///
/// # Errors
/// `Unauthenticated`, `Forbidden`.
pub async fn list(state: Data<State>, caller: Caller, Query(query): Query) -> Result<HttpResponse, PageError> {
    let notice = (query.get("done") == "account").then_some("admin-done");
    let asked = Asked::fresh(caller.words(), Fields::new());
    render(&state, &caller, &asked, None, notice).await
}

fn once(state: &State, words: &Words, email: &str, secret: &crate::domain::secrets::Secret) -> Once {
    Once {
        lead: words.say(&Say::new("admin-link-lead").with("email", email)),
        link: urls::one_time(&state.site, secret),
    }
}

/// Adds a person and shows the link with which they set a password.
///
/// # Errors
/// `Unauthenticated`, `Forbidden`.
pub async fn add(state: Data<State>, caller: Caller, Form { fields }: Form) -> Result<HttpResponse, PageError> {
    let (ctx, wanted) = (caller.ctx(), fields.clone());
    let added = state.db.write(move |conn| accounts::add(conn, &ctx, &wanted)).await;
    match added {
        Ok(added) => {
            let once = once(&state, caller.words(), &added.account.email, &added.link);
            let asked = Asked::fresh(caller.words(), Fields::new());
            render(&state, &caller, &asked, Some(once), None).await
        }
        Err(failure) => {
            let asked = Asked::again(caller.words(), fields, failure, "email")?;
            render(&state, &caller, &asked, None, None).await
        }
    }
}

/// Gives a person another role.
///
/// # Errors
/// `Unauthenticated`, `Forbidden`, `NotFound`, `Invalid`.
pub async fn change_role(
    state: Data<State>,
    caller: Caller,
    path: Path,
    Form { fields }: Form,
) -> Result<HttpResponse, PageError> {
    let (ctx, reference) = (caller.ctx(), path.reference()?);
    let given = fields.get("role");
    let role = Role::parse(given).ok_or_else(|| {
        let listed = Role::ALL.map(Role::as_str).join(", ");
        Error::invalid(
            "role",
            Say::new("word-not-listed").with("given", given).with("listed", listed),
        )
    })?;
    state
        .db
        .write(move |conn| accounts::change_role(conn, &ctx, &reference, role))
        .await?;
    Ok(see_other("/admin?done=account"))
}

/// Shuts an account.
///
/// # Errors
/// `Unauthenticated`, `Forbidden`, `NotFound`.
pub async fn shut(state: Data<State>, caller: Caller, path: Path, _: Form) -> Result<HttpResponse, PageError> {
    let (ctx, reference) = (caller.ctx(), path.reference()?);
    state
        .db
        .write(move |conn| accounts::shut(conn, &ctx, &reference))
        .await?;
    Ok(see_other("/admin?done=account"))
}

/// Opens a shut account again.
///
/// # Errors
/// `Unauthenticated`, `Forbidden`, `NotFound`.
pub async fn reopen(state: Data<State>, caller: Caller, path: Path, _: Form) -> Result<HttpResponse, PageError> {
    let (ctx, reference) = (caller.ctx(), path.reference()?);
    state
        .db
        .write(move |conn| accounts::reopen(conn, &ctx, &reference))
        .await?;
    Ok(see_other("/admin?done=account"))
}

/// Makes a new link to set a password, for whoever lost theirs, and shows it.
///
/// # Errors
/// `Unauthenticated`, `Forbidden`, `NotFound`.
pub async fn new_link(state: Data<State>, caller: Caller, path: Path, _: Form) -> Result<HttpResponse, PageError> {
    let (ctx, reference) = (caller.ctx(), path.reference()?);
    let issued = state
        .db
        .write(move |conn| one_time::issue(conn, &ctx, &reference, Purpose::Password))
        .await?;
    let once = once(&state, caller.words(), &issued.account.email, &issued.secret);
    let asked = Asked::fresh(caller.words(), Fields::new());
    render(&state, &caller, &asked, Some(once), None).await
}
