//! Pictures as they are shown, and sealed originals. Each request passes the gate.

use std::{io::Read, sync::Arc};

use actix_web::{
    HttpRequest, HttpResponse,
    http::header,
    web::{Bytes, Data},
};
use futures_util::stream;

use crate::{
    error::{Error, Result},
    service::{
        self,
        photos::Original,
        pictures::{Negative, View},
    },
    web::{State, actor::Caller, error::PageError, extract::Path, upload::waiting, urls},
};

/// How much of an original is read at once.
const CHUNK: usize = 256 * 1024;

/// The whole picture in one of its sizes.
pub async fn whole(
    state: Data<State>,
    caller: Caller,
    request: HttpRequest,
    path: Path,
) -> Result<HttpResponse, PageError> {
    let view = View::whole(path.get("side")).ok_or(Error::NotFound("photos"))?;
    let (reference, ctx) = (path.reference()?, caller.ctx());
    let negative = state
        .db
        .read(move |conn| service::photos::negative(conn, &ctx, &reference))
        .await?;
    let tag = format!("\"{}-{}\"", path.get("side"), negative.version);
    Ok(send(&state, &request, negative, view, tag).await?)
}

/// The close-up of a mark.
pub async fn close(
    state: Data<State>,
    caller: Caller,
    request: HttpRequest,
    path: Path,
) -> Result<HttpResponse, PageError> {
    let (photo, ctx) = (path.reference()?, caller.ctx());
    let mark = crate::domain::refs::Ref::parse(path.get("mark")).map_err(|_say| Error::NotFound("markings"))?;
    let (negative, view) = state
        .db
        .read(move |conn| service::markings::close_up(conn, &ctx, &photo, &mark))
        .await?;
    let region = match view {
        View::Close(area) => format!("{}-{}-{}-{}", area.x, area.y, area.w, area.h),
        View::Whole(side) => side.to_string(),
    };
    let tag = format!("\"{region}-{}\"", negative.version);
    Ok(send(&state, &request, negative, view, tag).await?)
}

/// A picture everyone may see can be kept for an hour, so that taking it back takes no longer than that.
async fn send(
    state: &State,
    request: &HttpRequest,
    negative: Negative,
    view: View,
    tag: String,
) -> Result<HttpResponse> {
    let keep = match negative.public {
        true => "public, max-age=3600",
        false => "private, no-store",
    };
    let known = request
        .headers()
        .get(header::IF_NONE_MATCH)
        .and_then(|value| value.to_str().ok());
    if known.is_some_and(|known| known.split(',').any(|one| one.trim().trim_start_matches("W/") == tag)) {
        return Ok(HttpResponse::NotModified()
            .insert_header((header::ETAG, tag))
            .insert_header((header::CACHE_CONTROL, keep))
            .finish());
    }
    let studio = Arc::clone(&state.studio);
    let jpeg = waiting(move || studio.picture(&negative, view)).await?;
    Ok(HttpResponse::Ok()
        .content_type("image/jpeg")
        .insert_header((header::ETAG, tag))
        .insert_header((header::CACHE_CONTROL, keep))
        // A JPEG does not get smaller, only dearer.
        .insert_header(header::ContentEncoding::Identity)
        .body(jpeg))
}

/// The sealed original, byte for byte, as a file to save; the log remembers who took it.
pub async fn original(state: Data<State>, caller: Caller, path: Path) -> Result<HttpResponse, PageError> {
    let (reference, ctx) = (path.reference()?, caller.ctx());
    let opened = state
        .db
        .write(move |conn| service::photos::open_original(conn, &ctx, &reference))
        .await?;
    let Original {
        sha256,
        media_type,
        file_name,
        bytes,
    } = opened;
    let studio = Arc::clone(&state.studio);
    let file = waiting(move || studio.original(&sha256)).await?;
    let chunks = stream::unfold(Some(file), |file| async move {
        let file = file?;
        match waiting(move || chunk(file)).await {
            Ok((bytes, _)) if bytes.is_empty() => None,
            Ok((bytes, file)) => Some((Ok(bytes), Some(file))),
            Err(failure) => Some((Err(failure), None)),
        }
    });
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, media_type))
        .insert_header((header::CONTENT_DISPOSITION, disposition(&file_name)))
        .no_chunking(u64::try_from(bytes).map_err(Error::internal)?)
        .insert_header(header::ContentEncoding::Identity)
        .streaming(chunks))
}

fn chunk(mut file: std::fs::File) -> Result<(Bytes, std::fs::File)> {
    let mut bytes = Vec::with_capacity(CHUNK);
    let most = u64::try_from(CHUNK).map_err(Error::internal)?;
    Read::by_ref(&mut file).take(most).read_to_end(&mut bytes)?;
    Ok((Bytes::from(bytes), file))
}

/// A name that no header and no file system can misread, and the real one beside it for those who understand.
fn disposition(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_') {
                c
            } else {
                '_'
            }
        })
        .collect();
    let mut escaped = String::new();
    urls::escape(name, &mut escaped);
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{escaped}")
}

#[cfg(test)]
mod tests {
    use super::disposition;

    #[test]
    fn a_name_cannot_break_out_of_its_header() {
        let header = disposition("a\"; x=\"\r\nб.jpg");
        assert!(header.starts_with("attachment; filename=\"a___x_"));
        assert!(!header.contains('\r') && !header.contains('\n'));
        assert_eq!(header.matches('"').count(), 2);
    }
}
