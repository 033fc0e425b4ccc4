//! A local backend with the shape of EpsimoAI: every operation of its document, its errors, its event streams, and on
//! demand what goes wrong with them.
//!
//! It proves nothing about the hosted backend: the answers are ours. Its assistants echo. `DIFFERENCES.md` says where it
//! knowingly differs from what was measured.

mod app;
mod call;
mod channel;
mod clock;
mod contract;
mod cx;
mod events;
mod faults;
mod log;
mod model;
mod options;
mod refusal;
mod routes;
mod serve;
mod store;
mod token;
mod wire;

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio::task::JoinHandle;

pub use crate::clock::Clock;
pub use crate::faults::{FAULTS, Rule};
pub use crate::log::Entry;
pub use crate::options::{Dialect, Options, Shapes, UserToken};

/// The document that is served.
pub const DOCUMENT: &str = contract::DOCUMENT;

/// A backend on the loopback. It stops when it is dropped.
pub struct Sandbox {
    address: SocketAddr,
    app: Arc<app::App>,
    task: JoinHandle<()>,
}

impl Sandbox {
    /// Starts a backend. An error if the port is taken, or a file cannot be read.
    pub async fn start(options: Options) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port)).await?;
        let address = listener.local_addr()?;
        let app = Arc::new(app::App::new(options)?);
        let task = tokio::spawn(serve::serve(listener, routes::router(&app)));
        Ok(Self { address, app, task })
    }

    /// Its address as a URL without a path.
    pub fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// What it was asked so far.
    pub fn log(&self) -> Vec<Entry> {
        self.app.log.entries()
    }

    /// Forgets what it was asked so far.
    pub fn clear_log(&self) {
        self.app.log.clear();
    }

    /// Switches these faults on, and all others off. An error if one of them is none.
    pub fn set_faults(&self, rules: Vec<Rule>) -> Result<(), String> {
        self.app.faults.set(rules)
    }

    /// Serves until the task is stopped from outside.
    pub async fn wait(mut self) {
        let _ = (&mut self.task).await;
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        self.task.abort();
    }
}
