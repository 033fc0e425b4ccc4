//! A first look: starts a sandbox, and does with the emitted client what a newcomer would. `cargo xtask demo` runs it.

use std::error::Error;
use std::io::{IsTerminal as _, Write as _};
use std::time::Instant;

use epsimo_client::api::threads::GetThreadError;
use epsimo_client::runtime::{Nullable, Part};
use epsimo_client::types::{
    AnyMessage, ChatCompletionMessage, ChatCompletionRequest, CreateRunPayload, CreateRunPayloadInput, HumanMessage,
    LoginRequest, PublicRunPayload, PublicRunPayloadInput, StateValues, ThreadList, ThreadPutRequest, UploadFilesForm,
};
use epsimo_client::{Client, types};
use epsimo_sandbox::{Options, Sandbox};

type Outcome = Result<(), Box<dyn Error>>;

#[tokio::main]
async fn main() -> Outcome {
    let mut show = Show::new();
    show.step("start the sandbox");
    let sandbox = Sandbox::start(Options::default()).await?;
    show.line(&sandbox.base_url());
    let bare = Client::builder().base_url(&sandbox.base_url())?.build()?;
    let client = sign_in(&mut show, &bare).await?;
    let thread = threads(&mut show, &client).await?;
    run(&mut show, &client, &thread).await?;
    upload(&mut show, &client).await?;
    public(&mut show, &bare).await?;
    refused(&mut show, &client).await;
    show.end();
    Ok(())
}

async fn sign_in(show: &mut Show, bare: &Client) -> Result<Client, Box<dyn Error>> {
    show.step("sign in, and list the projects");
    let login = bare.auth().login(&LoginRequest::new("demo@example.com", "demo-password")).send().await?;
    let user = bare.to_builder().bearer_token(login.jwt_token.as_str()).build()?;
    let projects = user.projects().list().send().await?;
    for project in &projects {
        show.line(&format!("{}  {}", project.project_id, project.name));
    }
    let first = projects.first().ok_or("no project")?;
    let token = user.projects().issue_token(&first.project_id).send().await?;
    Ok(bare.to_builder().bearer_token(token.jwt_token.as_str()).build()?)
}

async fn threads(show: &mut Show, client: &Client) -> Result<String, Box<dyn Error>> {
    show.step("list the threads, and make one");
    if let ThreadList::List(threads) = client.threads().list().limit(10).send().await? {
        for thread in &threads {
            show.line(&format!("{}  {}", thread.thread_id, thread.name));
        }
    }
    let assistants = client.assistants().list().send().await?;
    let echo = assistants.first().ok_or("no assistant")?.assistant_id.clone();
    let made = client.threads().create(&ThreadPutRequest::new("A demonstration").assistant_id(echo)).send().await?;
    show.line(&format!("{}  {} (new)", made.thread_id, made.name));
    Ok(made.thread_id)
}

fn says(text: &str) -> Vec<AnyMessage> {
    vec![HumanMessage::new(text.into()).into()]
}

async fn run(show: &mut Show, client: &Client, thread: &str) -> Outcome {
    show.step("stream a run, as it arrives");
    let run = CreateRunPayload::new(thread).input(CreateRunPayloadInput::List(says("what can you do?")));
    let mut deltas = client.runs().stream(&run).send_deltas().await?;
    show.indent();
    while let Some(delta) = deltas.try_next().await? {
        show.piece(&delta.text);
    }
    show.line("");
    let state = client.threads().get_state(thread).send().await?;
    if let StateValues::List(messages) = state.values {
        show.line(&format!("the thread holds {} messages now", messages.len()));
    }
    Ok(())
}

async fn upload(show: &mut Show, client: &Client) -> Outcome {
    show.step("upload a file");
    let assistants = client.assistants().list().send().await?;
    let echo = &assistants.first().ok_or("no assistant")?.assistant_id;
    let file = Part::text("Sandboxes hold no water.\n").file_name("notes.txt");
    client.files().upload(echo, UploadFilesForm::new(vec![file])).send().await?;
    for file in client.files().list(echo).send().await? {
        show.line(&format!("{}  {} bytes", file.filename.unwrap_or_default(), file.size.unwrap_or_default()));
    }
    Ok(())
}

async fn public(show: &mut Show, bare: &Client) -> Outcome {
    show.step("ask a public assistant, without an account");
    let client = bare.to_builder().public_token("public-demo").build()?;
    let open = client.assistants().list_public().send().await?;
    let open = &open.first().ok_or("no public assistant")?.assistant_id;
    let run = PublicRunPayload::new(open).input(PublicRunPayloadInput::List(says("who are you?")));
    show.line(&client.public().stream_run(&run).send_text().await?);

    show.step("the same in OpenAI's form");
    let mut message = ChatCompletionMessage::new("user");
    message.content = Nullable::Value("and in chunks?".into());
    let chat = ChatCompletionRequest::new(vec![message]);
    let mut deltas = client.public().chat_completions_stream(&chat).send_deltas().await?;
    show.indent();
    while let Some(delta) = deltas.try_next().await? {
        show.piece(&delta.text);
    }
    show.line("");
    Ok(())
}

async fn refused(show: &mut Show, client: &Client) {
    show.step("ask for a thread that is not there");
    if let Err(error) = client.threads().get("no-such-thread").send().await {
        show.line(&error.to_string());
        if let GetThreadError::NotFound(types::ErrorDetail { detail, .. }) = error.kind() {
            show.line(&format!("typed: NotFound, detail {detail:?}"));
        }
    }
}

/// Prints steps and what came of them; in colours on a terminal.
struct Show {
    out: std::io::Stdout,
    is_coloured: bool,
    begun: Instant,
    step: Option<Instant>,
}

impl Show {
    fn new() -> Self {
        let out = std::io::stdout();
        let is_coloured = out.is_terminal() && std::env::var_os("NO_COLOR").is_none();
        Self { out, is_coloured, begun: Instant::now(), step: None }
    }

    /// Text in a style of ANSI terminals. Whoever has closed the output misses nothing.
    fn write(&mut self, style: &str, text: &str) {
        let _ = if self.is_coloured {
            write!(self.out, "\u{1b}[{style}m{text}\u{1b}[0m")
        } else {
            write!(self.out, "{text}")
        };
        let _ = self.out.flush();
    }

    fn took(&mut self) {
        if let Some(step) = self.step.take() {
            self.write("2", &format!("  ({} ms)\n\n", step.elapsed().as_millis()));
        }
    }

    fn step(&mut self, name: &str) {
        self.took();
        self.write("1;36", &format!("> {name}\n"));
        self.step = Some(Instant::now());
    }

    fn line(&mut self, text: &str) {
        self.write("0", &if text.is_empty() { "\n".to_owned() } else { format!("  {text}\n") });
    }

    fn indent(&mut self) {
        self.write("0", "  ");
    }

    fn piece(&mut self, text: &str) {
        self.write("32", text);
    }

    fn end(&mut self) {
        self.took();
        let seconds = self.begun.elapsed().as_secs_f32();
        self.write("1", &format!("done in {seconds:.1} s\n"));
    }
}
