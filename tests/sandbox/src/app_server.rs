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
/// path with `404.html` and status 404. Everything is sent under the policy that is exact for this store.
pub fn app_server(directory: &Path, sandbox: Sandbox, sandbox_url: String) -> Router {
    let not_found = ServeFile::new(directory.join("404.html")).precompressed_br().precompressed_gzip();
    let files = ServeDir::new(directory).precompressed_br().precompressed_gzip().not_found_service(not_found);
    Router::new()
        .route("/config.json", get(configuration).with_state((sandbox, sandbox_url.clone())))
        .fallback_service(files)
        .layer(from_fn_with_state(directory.to_path_buf(), fill_empty_refusals))
        .layer(from_fn_with_state(directory.to_path_buf(), redirect_directories))
        .layer(from_fn_with_state((directory.to_path_buf(), sandbox_url), add_policy))
        .layer(from_fn(add_headers))
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

async fn add_headers(request: Request, next: Next) -> Response {
    let hashed = has_hashed_name(request.uri().path());
    let mut response = next.run(request).await;
    let kept = hashed && matches!(response.status(), StatusCode::OK | StatusCode::NOT_MODIFIED);
    let cache_control = if kept { "public,max-age=31536000,immutable" } else { "no-cache" };
    for (name, value) in [
        (header::CACHE_CONTROL, cache_control),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ] {
        response.headers_mut().insert::<HeaderName>(name, HeaderValue::from_static(value));
    }
    response
}

/// Read for each answer, because a build may replace the pages.
async fn add_policy(
    State((directory, sandbox_url)): State<(PathBuf, String)>,
    request: Request,
    next: Next,
) -> Response {
    let mut response = next.run(request).await;
    let page = std::fs::read_to_string(directory.join("index.html")).unwrap_or_default();
    if let Some(policy) = exact_policy(&page, &sandbox_url).and_then(|policy| policy.try_into().ok()) {
        response.headers_mut().insert::<HeaderName>(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// The policy that a page carries, which holds what no store changes, as a host sends it for the store at `store_url`.
fn exact_policy(page: &str, store_url: &str) -> Option<String> {
    let start = page.find("default-src")?;
    let policy = page.get(start..)?.split('"').next()?;
    let exact = policy.split("; ").map(|directive| match directive.split(' ').next() {
        Some("connect-src") => format!("connect-src 'self' {store_url}"),
        // The sandbox's goods have pictures.
        Some("img-src") => format!("img-src 'self' data: {store_url}"),
        _ => directive.to_owned(),
    });
    Some([exact.collect::<Vec<_>>().join("; "), "; frame-ancestors 'none'".to_owned()].concat())
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
    use super::{exact_policy, has_hashed_name};

    #[test]
    fn a_policy_is_made_exact_for_a_store() {
        let page = r#"<meta content="default-src 'none'; connect-src 'self' https:; img-src https:; base-uri 'none'" x>"#;
        assert_eq!(
            exact_policy(page, "http://127.0.0.1:8081").as_deref(),
            Some(
                "default-src 'none'; connect-src 'self' http://127.0.0.1:8081; img-src 'self' data: http://127.0.0.1:8081; \
                 base-uri 'none'; frame-ancestors 'none'"
            )
        );
        assert_eq!(exact_policy("<p>no policy</p>", "http://127.0.0.1:8081"), None);
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
