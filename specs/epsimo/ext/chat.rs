//! Saying something in a thread, with or without making it first.

use std::error::Error;
use std::fmt;

use crate::Client;
use crate::OperationError;
use crate::api::runs::{StreamRun, StreamRunError};
use crate::api::threads::CreateThreadError;
use crate::runtime::stream::Deltas;
use crate::types::{CreateRunPayload, CreateRunPayloadInput, HumanMessage, Thread, ThreadPutRequest};

/// Why a chat did not begin.
#[derive(Debug)]
#[non_exhaustive]
pub enum StartError {
    /// There is no thread.
    Thread(OperationError<CreateThreadError>),
    /// There is a thread, and nothing was said in it. It counts, so it is handed over.
    Run(Box<Thread>, OperationError<StreamRunError>),
}

impl fmt::Display for StartError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Thread(error) => error.fmt(formatter),
            Self::Run(_, error) => error.fmt(formatter),
        }
    }
}

impl Error for StartError {}

impl Client {
    /// Says `text` in a thread: `send_deltas` of it gives the answer as it comes, `send_text` the whole.
    pub fn say(&self, thread_id: &str, text: &str) -> StreamRun<'_> {
        let message = HumanMessage::new(text.into());
        let input = CreateRunPayloadInput::List(vec![message.into()]);
        self.runs().stream(&CreateRunPayload::new(thread_id).input(input))
    }

    /// Makes a thread of an assistant, says `text` in it, and gives the thread and the answer as it comes.
    pub async fn start_chat(&self, assistant_id: &str, name: &str, text: &str) -> Result<(Thread, Deltas), StartError> {
        let body = ThreadPutRequest::new(name).assistant_id(assistant_id);
        let thread = self.threads().create(&body).send().await.map_err(StartError::Thread)?;
        match self.say(&thread.thread_id, text).send_deltas().await {
            Ok(deltas) => Ok((thread, deltas)),
            Err(error) => Err(StartError::Run(Box::new(thread), error)),
        }
    }
}
