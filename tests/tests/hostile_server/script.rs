//! The server: what it does with each connection, step by step, whatever it was asked.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// One thing that the server does.
#[derive(Clone)]
pub(super) enum Step {
    /// Sends these bytes.
    Send(Vec<u8>),
    /// Sends them so many times.
    Repeat(Vec<u8>, usize),
    /// Sends them one by one, each in a packet of its own.
    Drip(Vec<u8>),
    /// Does nothing for so long.
    Pause(Duration),
    /// Does nothing until the client goes away.
    Stall,
    /// Breaks the connection off (RST).
    Reset,
}

/// What it does with a connection; after the last step it closes it.
pub(super) type Script = Vec<Step>;

/// An answer of this status with these headers, a line each, and a body of known length.
pub(super) fn answer(status: u16, headers: &str, body: impl AsRef<[u8]>) -> Script {
    let length = format!("content-length: {}\n", body.as_ref().len());
    vec![Step::Send([head(status, &[headers, &length].concat()).as_slice(), body.as_ref()].concat())]
}

/// The same in JSON.
pub(super) fn json(status: u16, body: impl AsRef<[u8]>) -> Script {
    answer(status, "content-type: application/json\n", body)
}

/// The head of a JSON answer of which the rest is up to the caller, who closes the connection at its end.
pub(super) fn open_json(rest: impl IntoIterator<Item = Step>) -> Script {
    [Step::Send(head(200, "content-type: application/json\n"))].into_iter().chain(rest).collect()
}

/// The same of a stream of events.
pub(super) fn events(rest: impl IntoIterator<Item = Step>) -> Script {
    [Step::Send(head(200, "content-type: text/event-stream; charset=utf-8\n"))].into_iter().chain(rest).collect()
}

/// A status line and headers.
pub(super) fn head(status: u16, headers: &str) -> Vec<u8> {
    format!("HTTP/1.1 {status} X\nconnection: close\n{headers}\n").replace('\n', "\r\n").into_bytes()
}

/// These bytes, sent at once.
pub(super) fn send(bytes: impl AsRef<[u8]>) -> Step {
    Step::Send(bytes.as_ref().to_vec())
}

/// A server that runs until it is dropped.
pub(super) struct Hostile {
    pub(super) url: String,
    asked: Arc<Mutex<Vec<String>>>,
    task: JoinHandle<()>,
}

impl Hostile {
    /// Starts one that does this with its connections in turn, and the last script with all further ones.
    pub(super) async fn start(scripts: Vec<Script>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let heads = Arc::clone(&asked);
        let task = tokio::spawn(async move {
            for turn in 0.. {
                let Ok((stream, _)) = listener.accept().await else { return };
                let Some(script) = scripts.get(turn).or(scripts.last()).cloned() else { return };
                tokio::spawn(serve(stream, script, Arc::clone(&heads)));
            }
        });
        Self { url, asked, task }
    }

    /// The heads of the requests so far.
    pub(super) fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

impl Drop for Hostile {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Errors mean that the client has gone away, as it may.
async fn serve(mut stream: TcpStream, script: Script, asked: Arc<Mutex<Vec<String>>>) -> Option<()> {
    stream.set_nodelay(true).ok()?;
    let head = read(&mut stream).await?;
    asked.lock().unwrap().push(head);
    for step in script {
        match step {
            Step::Send(bytes) => stream.write_all(&bytes).await.ok()?,
            Step::Repeat(bytes, times) => {
                for _ in 0..times {
                    stream.write_all(&bytes).await.ok()?;
                }
            }
            Step::Drip(bytes) => {
                for byte in bytes {
                    stream.write_all(&[byte]).await.ok()?;
                    tokio::task::yield_now().await;
                }
            }
            Step::Pause(length) => tokio::time::sleep(length).await,
            Step::Stall => while stream.read(&mut [0; 64]).await.is_ok_and(|length| length > 0) {},
            Step::Reset => {
                // What was sent should arrive first.
                tokio::time::sleep(Duration::from_millis(20)).await;
                return stream.set_zero_linger().ok();
            }
        }
    }
    stream.shutdown().await.ok()
}

/// The request: its head, as text, after its body has come too.
async fn read(stream: &mut TcpStream) -> Option<String> {
    let mut bytes = Vec::new();
    loop {
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(bytes.get(..end)?).to_ascii_lowercase();
            let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok());
            if bytes.len() >= end + 4 + length.unwrap_or(0_usize) {
                return Some(head);
            }
        }
        stream.read_buf(&mut bytes).await.ok().filter(|length| *length > 0)?;
    }
}
