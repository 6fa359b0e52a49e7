//! The sandbox as a program.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sandbox"));
    command.env_remove("SANDBOX_PORT").env_remove("APP_PORT").stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Stops the program if the test does not.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It may have stopped by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Running {
    fn start(arguments: &[&str]) -> Self {
        Self(program().args(arguments).spawn().unwrap())
    }

    fn lines(&mut self, count: usize) -> Vec<String> {
        let out = BufReader::new(self.0.stdout.as_mut().unwrap());
        out.lines().take(count).map(Result::unwrap).collect()
    }
}

#[test]
fn its_addresses_are_printed_as_one_line_of_json() {
    let app = TempDir::new().unwrap();
    fs::write(app.path().join("index.html"), "home").unwrap();
    let directory = app.path().to_str().unwrap();
    let mut running = Running::start(&["--port", "0", "--app", directory, "--app-port", "0", "--json"]);
    let addresses: Value = serde_json::from_str(&running.lines(1)[0]).unwrap();
    for name in ["sandbox", "app"] {
        let address = addresses[name].as_str().unwrap();
        assert!(address.starts_with("http://127.0.0.1:") && !address.ends_with(":0"), "{address}");
    }
    assert_ne!(addresses["sandbox"], addresses["app"]);
}

#[test]
fn its_addresses_are_printed_for_people() {
    let mut running = Running::start(&["--port", "0"]);
    let lines = running.lines(2);
    assert!(lines[0].starts_with("Inbox ") && lines[0].ends_with("/sandbox#inbox"), "{lines:?}");
    assert!(lines[1].starts_with("Control page ") && lines[1].ends_with("/sandbox"), "{lines:?}");
}

#[test]
fn a_port_in_use_is_named_with_the_variable_that_changes_it() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let app = TempDir::new().unwrap();
    fs::write(app.path().join("index.html"), "home").unwrap();
    let sandbox = program().env("SANDBOX_PORT", &port).output().unwrap();
    let its_app =
        program().args(["--port", "0", "--app"]).arg(app.path()).env("APP_PORT", &port).output().unwrap();
    for (output, variable) in [(sandbox, "SANDBOX_PORT"), (its_app, "APP_PORT")] {
        assert_eq!(output.status.code(), Some(2));
        let sentence = String::from_utf8(output.stderr).unwrap();
        let expected = format!(
            "Port {port} is already in use. Set {variable} to a free port, or to 0 for any free one.\n"
        );
        assert_eq!(sentence, expected);
    }
}

#[test]
fn a_directory_without_an_app_is_refused() {
    let empty = TempDir::new().unwrap();
    let output =
        program().args(["--port", "0", "--app-port", "0", "--app"]).arg(empty.path()).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().starts_with("There is no built app in "));
}

#[test]
fn it_stops_when_told_to_even_with_a_connection_open() {
    for signal in ["TERM", "INT"] {
        let mut running = Running::start(&["--port", "0", "--json"]);
        let addresses: Value = serde_json::from_str(&running.lines(1)[0]).unwrap();
        let address = addresses["sandbox"].as_str().unwrap().trim_start_matches("http://");
        let mut open = std::net::TcpStream::connect(address).unwrap();
        let id = running.0.id().to_string();
        assert!(Command::new("kill").args([&format!("-{signal}"), &id]).status().unwrap().success());
        assert_eq!(running.0.wait().unwrap().code(), Some(0), "{signal}");
        // The connection ended with the program.
        let _ = open.read(&mut [0; 1]);
    }
}
