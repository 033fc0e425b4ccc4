//! Begins a chat with the first assistant and asks once more: `EPSIMO_BASE_URL`, `EPSIMO_EMAIL` and `EPSIMO_PASSWORD` say
//! where and who.

use std::env::var;
use std::io::{Write as _, stdout};

use epsimo_client::Client;
use epsimo_client::runtime::stream::Deltas;

#[tokio::main(flavor = "current_thread")]
pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let guest = Client::builder().base_url(&var("EPSIMO_BASE_URL")?)?.build()?;
    let user = guest.sign_in(&var("EPSIMO_EMAIL")?, &var("EPSIMO_PASSWORD")?).await?;
    let project = user.projects().list().send().await?.into_iter().next().ok_or("no project")?;
    let client = user.for_project(project.project_id)?;
    let assistant = client.assistants().list().send().await?.into_iter().next().ok_or("no assistant")?;

    // A thread counts against the account: it is made once, and used for all that follows.
    let (thread, answer) = client.start_chat(&assistant.assistant_id, "A chat", "What can you do?").await?;
    show(answer).await?;
    show(client.say(&thread.thread_id, "Tell me more.").send_deltas().await?).await?;
    Ok(())
}

/// Shows the text as it comes. The server repeats what it has said; the deltas do not.
async fn show(mut answer: Deltas) -> Result<(), Box<dyn std::error::Error>> {
    while let Some(delta) = answer.try_next().await? {
        print!("{}", delta.text);
        stdout().flush()?;
    }
    println!();
    Ok(())
}
