//! The built app, served from a directory.

use std::fs;

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use sandbox::app_server::app_server;
use sandbox::{Sandbox, SandboxOptions};
use tempfile::TempDir;

use crate::shop::{Answer, send};

fn built_app() -> (TempDir, Router) {
    let directory = TempDir::new().unwrap();
    let write = |name: &str, content: &str| fs::write(directory.path().join(name), content).unwrap();
    fs::create_dir(directory.path().join("forgot_password")).unwrap();
    write("index.html", "home");
    write("404.html", "not found");
    write(
        "_headers",
        "/*\n  Referrer-Policy: no-referrer\n  X-Stated: by the build\n/\n  X-Of-One-Page: yes\n",
    );
    write("forgot_password/index.html", "forgot");
    write("app-0123456789abcdef_bg.wasm", "plain");
    write("app-0123456789abcdef_bg.wasm.br", "brotli");
    write("app-0123456789abcdef_bg.wasm.gz", "gzip");
    let sandbox = Sandbox::new(SandboxOptions::default());
    let router = app_server(directory.path(), sandbox, "http://127.0.0.1:8081".to_owned());
    (directory, router)
}

async fn get(router: &Router, path: &str, encodings: &str) -> Answer {
    let request = Request::get(path).header("accept-encoding", encodings).body(Body::empty()).unwrap();
    let answer = send(router, request).await;
    assert_eq!(answer.header("referrer-policy"), Some("no-referrer"), "{path}");
    assert_eq!(answer.header("x-stated"), Some("by the build"), "{path}");
    answer
}

#[tokio::test]
async fn a_route_of_the_app_is_a_directory_and_keeps_its_query() {
    let (_directory, router) = built_app();
    assert_eq!(get(&router, "/", "").await.text(), "home");
    assert_eq!(get(&router, "/forgot_password/?a=b", "").await.text(), "forgot");
    let redirect = get(&router, "/forgot_password?a=b%26c", "").await;
    assert_eq!((redirect.status, redirect.header("location")), (307, Some("/forgot_password/?a=b%26c")));
    let elsewhere = get(&router, "//forgot_password", "").await;
    assert_eq!(elsewhere.header("location"), Some("/forgot_password/"), "never another host");
}

#[tokio::test]
async fn an_unknown_path_is_not_found_and_shows_the_app_s_own_page() {
    let (_directory, router) = built_app();
    for path in ["/nothing", "/forgot_password/nothing.js", "/missing-0123456789abcdef.js"] {
        let answer = get(&router, path, "").await;
        assert_eq!((answer.status, answer.text().as_str()), (404, "not found"));
        assert_eq!(answer.header("cache-control"), Some("no-cache"));
    }
}

#[tokio::test]
async fn hashed_files_are_kept_for_ever_and_come_compressed() {
    let (_directory, router) = built_app();
    for (encodings, content) in [("br, gzip", "brotli"), ("gzip", "gzip"), ("", "plain")] {
        let answer = get(&router, "/app-0123456789abcdef_bg.wasm", encodings).await;
        assert_eq!(answer.text(), content);
        assert_eq!(answer.header("content-type"), Some("application/wasm"));
        assert_eq!(answer.header("cache-control"), Some("public,max-age=31536000,immutable"));
    }
    assert_eq!(get(&router, "/", "").await.header("cache-control"), Some("no-cache"));
}

#[tokio::test]
async fn the_configuration_names_the_default_store_and_the_sandbox() {
    let (directory, router) = built_app();
    // A configuration in the directory is another store's.
    fs::write(directory.path().join("config.json"), "{}").unwrap();
    let answer = get(&router, "/config.json", "").await;
    assert_eq!(answer.json()["api_base_url"], "http://127.0.0.1:8081");
    assert_eq!(answer.json()["client_id"], "sandbox");
    assert_eq!(answer.header("cache-control"), Some("no-cache"));
}

#[tokio::test]
async fn the_headers_are_those_that_the_build_states_at_that_moment() {
    let (directory, router) = built_app();
    let policy = "default-src 'none'; frame-ancestors 'none'";
    fs::write(
        directory.path().join("_headers"),
        format!("/*\n  Referrer-Policy: no-referrer\n  X-Stated: by the build\n  Content-Security-Policy: {policy}\n"),
    )
    .unwrap();
    assert_eq!(get(&router, "/", "").await.header("content-security-policy"), Some(policy));
    assert_eq!(get(&router, "/nothing", "").await.header("content-security-policy"), Some(policy));
}
