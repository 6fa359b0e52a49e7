//! The sandbox as a program: a stand-in for a Commerce store and, with `--app`, the app beside it.

use std::io::{self, Write};
use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::process::ExitCode;

use axum::Router;
use clap::Parser;
use sandbox::app_server::app_server;
use sandbox::{Sandbox, SandboxOptions, app};
use tokio::net::TcpListener;
use tokio::signal::unix::{Signal, SignalKind, signal};

/// A local stand-in for an Elastic Path Commerce store, for developing and testing. It forgets everything at exit.
#[derive(Debug, Parser)]
#[command(name = "sandbox", version)]
struct Arguments {
    /// The port of the store and its control page; 0 is any free one.
    #[arg(long, env = "SANDBOX_PORT", default_value_t = 8081)]
    port: u16,
    /// A directory with the built app, to be served too, on a port of its own.
    #[arg(long, value_name = "DIR")]
    app: Option<PathBuf>,
    /// The port of the app; 0 is any free one.
    #[arg(long, env = "APP_PORT", default_value_t = 8080)]
    app_port: u16,
    /// Print the addresses as one line of JSON.
    #[arg(long)]
    json: bool,
}

/// Something to tell the person who started the program.
struct Problem(String);

impl From<io::Error> for Problem {
    fn from(error: io::Error) -> Self {
        Self(format!("The sandbox could not go on: {error}."))
    }
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(Problem(sentence)) => {
            // Nowhere left to report a closed standard error to.
            let _ = writeln!(io::stderr(), "{sentence}");
            ExitCode::from(2)
        }
    }
}

async fn run(arguments: Arguments) -> Result<(), Problem> {
    if let Some(directory) =
        arguments.app.as_ref().filter(|directory| !directory.join("index.html").is_file())
    {
        return Err(Problem(format!(
            "There is no built app in {}: it has no index.html. Build the app first, or name another directory with --app.",
            directory.display()
        )));
    }
    let sandbox_listener = listen(arguments.port, "SANDBOX_PORT").await?;
    let sandbox_url = address(&sandbox_listener)?;
    let app_listener = match &arguments.app {
        Some(_) => Some(listen(arguments.app_port, "APP_PORT").await?),
        None => None,
    };
    let app_url = match &app_listener {
        Some(listener) => address(listener)?,
        // The app is served by something else, at the port where it would be.
        None => format!("http://127.0.0.1:{}", arguments.app_port),
    };
    let sandbox = Sandbox::new(SandboxOptions { app_base_url: app_url.clone() });
    let app_router =
        arguments.app.map(|directory| app_server(&directory, sandbox.clone(), sandbox_url.clone()));

    let stop_signal = StopSignal::listen()?;
    announce(arguments.json, &sandbox_url, app_listener.as_ref().map(|_| app_url.as_str()))?;
    // Whatever is still open when the signal comes, answers that never end included, ends with the program.
    tokio::select! {
        outcome = axum::serve(sandbox_listener, app(sandbox)) => outcome?,
        outcome = serve_app(app_listener, app_router) => outcome?,
        () = stop_signal.received() => {}
    }
    Ok(())
}

async fn listen(port: u16, variable: &str) -> Result<TcpListener, Problem> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await.map_err(|error| {
        Problem(if error.kind() == io::ErrorKind::AddrInUse {
            format!("Port {port} is already in use. Set {variable} to a free port, or to 0 for any free one.")
        } else {
            format!("Port {port} cannot be used ({error}). Set {variable} to another port, or to 0 for any free one.")
        })
    })
}

fn address(listener: &TcpListener) -> Result<String, Problem> {
    Ok(format!("http://{}", listener.local_addr()?))
}

async fn serve_app(listener: Option<TcpListener>, router: Option<Router>) -> io::Result<()> {
    match listener.zip(router) {
        Some((listener, router)) => axum::serve(listener, router).await,
        None => std::future::pending().await,
    }
}

fn announce(json: bool, sandbox_url: &str, app_url: Option<&str>) -> io::Result<()> {
    let mut out = io::stdout().lock();
    if json {
        writeln!(out, "{}", serde_json::json!({ "sandbox": sandbox_url, "app": app_url }))?;
    } else {
        if let Some(app_url) = app_url {
            writeln!(out, "App           {app_url}/")?;
        }
        writeln!(out, "Inbox         {sandbox_url}/sandbox#inbox")?;
        writeln!(out, "Control page  {sandbox_url}/sandbox")?;
    }
    out.flush()
}

/// The two ways in which the program is asked to stop.
struct StopSignal {
    interrupt: Signal,
    terminate: Signal,
}

impl StopSignal {
    /// From here on the signals no longer end the program by themselves.
    fn listen() -> io::Result<Self> {
        Ok(Self { interrupt: signal(SignalKind::interrupt())?, terminate: signal(SignalKind::terminate())? })
    }

    async fn received(mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}
