//! Serves a built app from a directory, on an origin of its own, as a static host would.

use std::path::{Path, PathBuf};

use axum::body::HttpBody;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use tower_http::services::{ServeDir, ServeFile};

use crate::Sandbox;
use crate::configuration::Configuration;

/// The fewest hexadecimal digits that make a part of a file's name a hash.
const SHORTEST_HASH: usize = 8;

/// The app in `directory`, with a `config.json` that makes it use the default store of the sandbox at `sandbox_url`.
///
/// Compressed files beside the plain ones are preferred, a directory answers with its `index.html`, and an unknown
/// path with `404.html` and status 404. Everything is sent with the headers that the build's own `_headers` states.
pub fn app_server(directory: &Path, sandbox: Sandbox, sandbox_url: String) -> Router {
    let not_found = ServeFile::new(directory.join("404.html")).precompressed_br().precompressed_gzip();
    let files = ServeDir::new(directory).precompressed_br().precompressed_gzip().not_found_service(not_found);
    Router::new()
        .route("/config.json", get(configuration).with_state((sandbox, sandbox_url)))
        .fallback_service(files)
        .layer(from_fn_with_state(directory.to_path_buf(), fill_empty_refusals))
        .layer(from_fn_with_state(directory.to_path_buf(), redirect_directories))
        .layer(from_fn_with_state(directory.to_path_buf(), add_stated_headers))
        .layer(from_fn(add_caching))
}

async fn configuration(State((sandbox, sandbox_url)): State<(Sandbox, String)>) -> Json<Configuration> {
    let stores = sandbox.stores();
    Json(Configuration::of(stores.default_store(), &sandbox_url))
}

/// Sends `/forgot_password?x=y` to `/forgot_password/?x=y`, where the files are; the query stays.
async fn redirect_directories(State(directory): State<PathBuf>, request: Request, next: Next) -> Response {
    let uri = request.uri();
    let path = uri.path();
    let is_read = request.method() == Method::GET || request.method() == Method::HEAD;
    let plain = path.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_/".contains(&byte));
    if is_read && plain && !path.ends_with('/') && directory.join(path.trim_start_matches('/')).is_dir() {
        let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
        // One slash at the front: "//host" would be another host.
        let location = format!("/{}/{query}", path.trim_start_matches('/'));
        return (StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, location)]).into_response();
    }
    next.run(request).await
}

/// A path too long for a file's name is refused with nothing to show, where a static host shows its `404.html`.
async fn fill_empty_refusals(State(directory): State<PathBuf>, request: Request, next: Next) -> Response {
    let is_get = request.method() == Method::GET;
    let response = next.run(request).await;
    let refused = response.status().is_client_error() || response.status().is_server_error();
    if !(is_get && refused && response.body().is_end_stream()) {
        return response;
    }
    match std::fs::read(directory.join("404.html")) {
        Ok(page) => (StatusCode::NOT_FOUND, [(header::CONTENT_TYPE, "text/html")], page).into_response(),
        Err(_) => response,
    }
}

async fn add_caching(request: Request, next: Next) -> Response {
    let hashed = has_hashed_name(request.uri().path());
    let mut response = next.run(request).await;
    let kept = hashed && matches!(response.status(), StatusCode::OK | StatusCode::NOT_MODIFIED);
    let cache_control = if kept { "public,max-age=31536000,immutable" } else { "no-cache" };
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(cache_control));
    response
}

/// Read for each answer, because a build may replace the file, and `script/host-config` fit it to a store.
async fn add_stated_headers(State(directory): State<PathBuf>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let stated = std::fs::read_to_string(directory.join("_headers")).unwrap_or_default();
    for (name, value) in headers_of_every_address(&stated) {
        if let (Ok(name), Ok(value)) = (name.parse::<HeaderName>(), value.parse::<HeaderValue>()) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

/// What a `_headers` says of `/*`.
fn headers_of_every_address(stated: &str) -> impl Iterator<Item = (&str, &str)> {
    let rule = stated.lines().skip_while(|line| *line != "/*").skip(1);
    rule.map_while(|line| line.strip_prefix("  ")?.split_once(": "))
}

/// Whether a path's file has its content's hash in its name, as in `main-1a2b3c4d5e6f7a8b.css`.
fn has_hashed_name(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    let hash_then_ending = |part: &str| {
        let digits = part.bytes().take_while(u8::is_ascii_hexdigit).count();
        digits >= SHORTEST_HASH && matches!(part.as_bytes().get(digits), Some(b'.' | b'_'))
    };
    name.split('-').skip(1).any(hash_then_ending)
}

#[cfg(test)]
mod tests {
    use super::{has_hashed_name, headers_of_every_address};

    #[test]
    fn the_headers_of_every_address_are_those_of_its_rule() {
        let stated = "# Written.\n/a/*\n  X-A: a\n/*\n  X-B: b: c; d\n  X-E: e\n/f/\n  X-F: f\n";
        let found: Vec<_> = headers_of_every_address(stated).collect();
        assert_eq!(found, [("X-B", "b: c; d"), ("X-E", "e")]);
        assert_eq!(headers_of_every_address("").count(), 0);
    }

    #[test]
    fn a_hashed_name_is_told_from_a_plain_one() {
        for path in [
            "/latchkey-1a2b3c4d5e6f7a8b.js",
            "/latchkey-1a2b3c4d5e6f7a8b_bg.wasm",
            "/a/main-0123456789abcdef.css",
        ] {
            assert!(has_hashed_name(path), "{path}");
        }
        for path in [
            "/index.html",
            "/",
            "/forgot-password/",
            "/well-added.js",
            "/app-1a2b.js",
            "/-1a2b3c4d5e6f7a8b/x.js",
        ] {
            assert!(!has_hashed_name(path), "{path}");
        }
    }
}
