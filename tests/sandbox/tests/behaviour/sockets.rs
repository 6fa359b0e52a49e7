//! What only a real connection shows: bytes that stop, and answers that never come.

use std::net::SocketAddr;
use std::time::Duration;

use axum::http::Method;
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;

use crate::shop::{JOHN, Shop};

/// Long enough for an answer on this machine to arrive, were there one.
const A_WHILE: Duration = Duration::from_millis(300);

async fn serve(shop: &Shop) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = shop.router.clone();
    tokio::spawn(async move { axum::serve(listener, router).await });
    address
}

async fn code_request(shop: &Shop) -> String {
    let token = shop.access_token().await;
    let body = json!({ "data": { "type": "one_time_password_token_request", "username": JOHN, "purpose": "reset_password" } });
    let body = body.to_string();
    format!(
        "POST {} HTTP/1.1\r\nHost: sandbox\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        shop.code_request_path(),
        body.len(),
    )
}

async fn connect(address: SocketAddr, request: &str) -> TcpStream {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    stream
}

async fn to_the_end(mut stream: TcpStream) -> String {
    let mut received = Vec::new();
    // A connection that is reset has ended too.
    let _ = stream.read_to_end(&mut received).await;
    String::from_utf8(received).unwrap()
}

async fn mails(shop: &Shop) -> usize {
    shop.read("messages").await["messages"].as_array().unwrap().len()
}

#[tokio::test]
async fn a_preflight_is_answered_before_anything_else() {
    let shop = Shop::open().await;
    let address = serve(&shop).await;
    let request = format!(
        "OPTIONS {} HTTP/1.1\r\nHost: sandbox\r\nOrigin: http://127.0.0.1:8080\r\nAccess-Control-Request-Method: PUT\r\nAccess-Control-Request-Headers: authorization\r\nConnection: close\r\n\r\n",
        shop.info_path(JOHN),
    );
    let answer = to_the_end(connect(address, &request).await).await;
    assert!(answer.starts_with("HTTP/1.1 204 No Content\r\n"), "{answer}");
    assert!(answer.contains("access-control-allow-headers: authorization\r\n"), "{answer}");
    assert!(answer.contains("access-control-allow-origin: *\r\n"), "{answer}");
}

#[tokio::test]
async fn a_cut_body_arrives_in_part_and_then_the_connection_closes() {
    let shop = Shop::open().await;
    let address = serve(&shop).await;
    shop.fault(json!({ "route": "access_token.create", "fault": "cut_body" })).await;
    let form = format!("grant_type=implicit&client_id={}", shop.id("client_id"));
    let request = format!(
        "POST /oauth/access_token HTTP/1.1\r\nHost: sandbox\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
        form.len(),
    );
    let answer = to_the_end(connect(address, &request).await).await;
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    let promised = head.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap();
    assert!(head.starts_with("HTTP/1.1 200 OK"), "{head}");
    assert_eq!(body.len(), promised.parse::<usize>().unwrap() / 2);
    assert!(body.starts_with('{'), "{body}");
}

#[tokio::test]
async fn a_dropped_connection_brings_not_a_byte() {
    let shop = Shop::open().await;
    let address = serve(&shop).await;
    shop.fault(json!({ "route": "one_time_password_token_request.create", "fault": "drop" })).await;
    let request = code_request(&shop).await;
    assert_eq!(to_the_end(connect(address, &request).await).await, "");
    assert_eq!(mails(&shop).await, 1);
}

#[tokio::test]
async fn an_answer_that_never_comes_leaves_the_connection_open() {
    let shop = Shop::open().await;
    let address = serve(&shop).await;
    shop.fault(json!({ "route": "one_time_password_token_request.create", "fault": "never_answer" })).await;
    let request = code_request(&shop).await;
    let mut stream = connect(address, &request).await;
    assert!(timeout(A_WHILE, stream.read_u8()).await.is_err());
    assert_eq!(mails(&shop).await, 1);
    let second = code_request(&shop).await.replace("HTTP/1.1\r\n", "HTTP/1.1\r\nConnection: close\r\n");
    let answer = to_the_end(connect(address, &second).await).await;
    assert!(answer.starts_with("HTTP/1.1 202 Accepted"), "others are answered meanwhile: {answer}");
    assert_eq!(shop.control(Method::DELETE, "faults", json!(null)).await.status, 200);
}
