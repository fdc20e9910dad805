//! Reading photographs from a multipart body: as they arrive, onto the disk, without trusting anything about them.
//!
//! The sender has to keep a pace, so that many slow bodies cannot pile up; a file that is refused still lets those
//! beside it in; a body that breaks off leaves nothing.

use std::{
    cell::RefCell,
    pin::Pin,
    rc::Rc,
    sync::Arc,
    task::{Context, Poll},
    time::Duration,
};

use actix_multipart::{Field, Multipart};
use actix_web::{
    HttpRequest,
    dev::Payload,
    error::PayloadError,
    http::header,
    web::{Bytes, BytesMut},
};
use futures_util::{Stream, StreamExt};
use tokio::time::{Instant, Sleep, sleep_until};

use super::{State, actor::Caller, extract};
use crate::{
    domain::{access::Action, fields::Fields},
    error::{Error, Result, Say},
    service::{
        self,
        photos::Filed,
        pictures::{Arrived, Incoming, Studio},
    },
};

pub mod tables;

/// Before the pace counts.
const GRACE: Duration = Duration::from_secs(15);
/// Bytes a second that a body has to bring on average.
const PACE: u64 = 16 * 1024;
/// The most files in one body.
pub const FILES: usize = 40;
/// The most parts of one body.
const PARTS: usize = 120;
/// The longest text part, in bytes.
const TEXT: usize = 100 * 1024;
/// The most bytes of a whole body.
const BODY: u64 = 2_500 * 1024 * 1024;
/// How much of a refused body is read, so that the sender hears why instead of a broken line.
const COURTESY: u64 = 64 * 1024 * 1024;
/// How much is gathered before it is written.
const CHUNK: usize = 1024 * 1024;

/// What a body held.
pub struct Uploaded {
    /// Its text fields, without the form's secret.
    pub fields: Fields,
    /// Its files, in order.
    pub files: Vec<Sent>,
}

/// A file of a body.
pub struct Sent {
    /// The name its sender gave it.
    pub name: String,
    /// The file on the disk, or why it was refused.
    pub arrived: Result<Arrived>,
}

/// The body as it arrives. Shared, so that what is left of it can be read after a refusal.
#[derive(Clone)]
struct Paced(Rc<RefCell<Arriving>>);

struct Arriving {
    payload: Payload,
    began: Instant,
    bytes: u64,
    deadline: Pin<Box<Sleep>>,
    too_slow: bool,
    is_over: bool,
}

impl Paced {
    fn new(payload: Payload) -> Paced {
        let began = Instant::now();
        Paced(Rc::new(RefCell::new(Arriving {
            payload,
            began,
            bytes: 0,
            deadline: Box::pin(sleep_until(began + GRACE)),
            too_slow: false,
            is_over: false,
        })))
    }

    fn is_too_slow(&self) -> bool {
        self.0.borrow().too_slow
    }

    fn bytes(&self) -> u64 {
        self.0.borrow().bytes
    }

    /// Reads on for a while and forgets what comes.
    async fn drain(mut self) {
        let until = self.bytes() + COURTESY;
        while self.bytes() < until && !self.0.borrow().is_over {
            match self.next().await {
                Some(Ok(_)) => {}
                _ => return,
            }
        }
    }
}

impl Stream for Paced {
    type Item = Result<Bytes, PayloadError>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let arriving = &mut *self.0.borrow_mut();
        match Pin::new(&mut arriving.payload).poll_next(context) {
            Poll::Ready(Some(Ok(chunk))) => {
                arriving.bytes += u64::try_from(chunk.len()).unwrap_or(u64::MAX);
                let earned = Duration::from_secs(arriving.bytes / PACE);
                arriving.deadline.as_mut().reset(arriving.began + GRACE + earned);
                Poll::Ready(Some(Ok(chunk)))
            }
            Poll::Ready(end) => {
                arriving.is_over = true;
                Poll::Ready(end)
            }
            Poll::Pending => match arriving.deadline.as_mut().poll(context) {
                Poll::Ready(()) => {
                    arriving.too_slow = true;
                    arriving.is_over = true;
                    Poll::Ready(Some(Err(PayloadError::Incomplete(None))))
                }
                Poll::Pending => Poll::Pending,
            },
        }
    }
}

/// Reads a body of photographs from a person who may send some.
///
/// # Errors
/// `Unauthenticated`, `Forbidden`, `Unsupported` for another kind of body, `TooLarge`, `Slow`, `Invalid` for one that
/// breaks off. A file that is refused alone is no error of the whole.
pub async fn read(state: &State, caller: &Caller, request: &HttpRequest, payload: Payload) -> Result<Uploaded> {
    let body = Paced::new(payload);
    let read = gather(state, caller, request, &body).await;
    match read {
        Err(_) if body.is_too_slow() => Err(Error::Slow),
        Err(failure) => {
            body.drain().await;
            Err(failure)
        }
        Ok(uploaded) => Ok(uploaded),
    }
}

async fn gather(state: &State, caller: &Caller, request: &HttpRequest, body: &Paced) -> Result<Uploaded> {
    caller.ctx.actor.must(Action::Write)?;
    extract::same_origin(request)?;
    let headers = request.headers();
    let text = |name| {
        headers
            .get(name)
            .and_then(|value: &header::HeaderValue| value.to_str().ok())
    };
    if !text(header::CONTENT_TYPE).is_some_and(|kind| kind.starts_with("multipart/form-data")) {
        return Err(Error::Unsupported(Say::new("upload-not-multipart")));
    }
    let announced = text(header::CONTENT_LENGTH).and_then(|length| length.parse::<u64>().ok());
    if announced.is_some_and(|length| length > BODY) {
        return Err(Error::TooLarge(Say::new("upload-too-many-bytes")));
    }
    let mut parts = Multipart::new(headers, body.clone());
    let mut uploaded = Uploaded {
        fields: Fields::new(),
        files: Vec::new(),
    };
    let mut count = 0;
    while let Some(part) = parts.next().await {
        let part = part.map_err(|_broken| broken_off())?;
        count += 1;
        if count > PARTS || body.bytes() > BODY {
            return Err(Error::TooLarge(Say::new("upload-too-many-parts").with("max", FILES)));
        }
        take(state, caller, part, &mut uploaded).await?;
    }
    extract::must_match(caller, uploaded.fields.get("csrf"))?;
    uploaded.fields.remove("csrf");
    Ok(uploaded)
}

fn broken_off() -> Error {
    Error::invalid("file", Say::new("body-broken-off"))
}

async fn take(state: &State, caller: &Caller, part: Field, uploaded: &mut Uploaded) -> Result<()> {
    let name = part.name().unwrap_or_default().to_owned();
    let file_name = part
        .content_disposition()
        .and_then(|disposition| disposition.get_filename())
        .map(str::to_owned);
    let Some(file_name) = file_name.filter(|_| name == "file") else {
        let value = read_text(part, &name).await?;
        uploaded.fields.push(name, value);
        return Ok(());
    };
    // The secret must have come before the first file: nothing of another site's making is written to the disk.
    extract::must_match(caller, uploaded.fields.get("csrf"))?;
    if uploaded.files.len() >= FILES {
        return Err(Error::TooLarge(Say::new("upload-too-many-parts").with("max", FILES)));
    }
    if let Some(arrived) = read_file(&state.studio, part, !file_name.is_empty()).await? {
        uploaded.files.push(Sent {
            name: file_name,
            arrived,
        });
    }
    Ok(())
}

async fn read_text(mut part: Field, name: &str) -> Result<String> {
    let mut text = Vec::new();
    while let Some(chunk) = part.next().await {
        let chunk = chunk.map_err(|_broken| broken_off())?;
        if text.len() + chunk.len() > TEXT {
            let say = Say::new("body-too-large").with("max", TEXT / 1024);
            return Err(Error::TooLarge(say));
        }
        text.extend_from_slice(&chunk);
    }
    String::from_utf8(text).map_err(|_bad| Error::invalid(name, Say::new("text-not-utf8")))
}

/// One file onto the disk. `None` for the empty part that a browser sends when no file was chosen.
///
/// # Errors
/// Only what ends the whole body; a refusal of this file is inside.
async fn read_file(studio: &Arc<Studio>, mut part: Field, is_named: bool) -> Result<Option<Result<Arrived>>> {
    let studio = Arc::clone(studio);
    let mut incoming = waiting(move || studio.receive()).await;
    let mut gathered = BytesMut::new();
    let mut any = false;
    while let Some(chunk) = part.next().await {
        let chunk = chunk.map_err(|_broken| broken_off())?;
        any |= !chunk.is_empty();
        // A file that was refused is read to its end and forgotten, for the sake of those after it.
        if incoming.is_ok() {
            gathered.extend_from_slice(&chunk);
        }
        if gathered.len() >= CHUNK {
            incoming = write(incoming, gathered.split().freeze()).await;
        }
    }
    if !any && !is_named {
        return Ok(None);
    }
    let incoming = write(incoming, gathered.freeze()).await;
    Ok(Some(match incoming {
        Ok(incoming) => waiting(move || incoming.finish()).await,
        Err(refusal) => Err(refusal),
    }))
}

async fn write(incoming: Result<Incoming>, chunk: Bytes) -> Result<Incoming> {
    let mut incoming = incoming?;
    if chunk.is_empty() {
        return Ok(incoming);
    }
    waiting(move || {
        incoming.write(&chunk)?;
        Ok(incoming)
    })
    .await
}

/// Runs what waits for disk or pixels on a thread that may wait.
///
/// # Errors
/// What `work` returns.
pub async fn waiting<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work)
        .await
        .unwrap_or_else(|cause| Err(Error::internal(cause)))
}

/// Develops each file and files it as a photograph that `fields` tell about.
///
/// # Errors
/// `Invalid` when the fields are wrong, before any pixel is looked at. What is wrong with one file stands with it.
pub async fn file_all(state: &State, caller: &Caller, uploaded: Uploaded) -> Result<Vec<(String, Result<Filed>)>> {
    let Uploaded { fields, files } = uploaded;
    let (ctx, told) = (caller.ctx(), fields.clone());
    let read = state
        .db
        .read(move |conn| service::photos::read(conn, &ctx, &told))
        .await?;
    let mut filed = Vec::with_capacity(files.len());
    for Sent { name, arrived } in files {
        let redactions = read.redactions.clone();
        let (studio, claimed) = (Arc::clone(&state.studio), name.clone());
        let file = match arrived {
            Ok(arrived) => waiting(move || studio.develop(arrived, &claimed, &redactions)).await,
            Err(refusal) => Err(refusal),
        };
        let one = match file {
            Ok(file) => {
                let (ctx, told) = (caller.ctx(), fields.clone());
                state
                    .db
                    .write(move |conn| service::photos::create(conn, &ctx, &told, file))
                    .await
            }
            Err(refusal) => Err(refusal),
        };
        filed.push((name, one));
    }
    Ok(filed)
}
