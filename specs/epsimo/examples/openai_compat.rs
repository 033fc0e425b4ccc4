//! Talks to a public assistant in OpenAI's form, at once and in pieces: `EPSIMO_BASE_URL`, `EPSIMO_EMAIL` and
//! `EPSIMO_PASSWORD` say where and who owns it.

use std::env::var;

use epsimo_client::types::{
    AccessMode, AssistantConfig, AssistantPayload, ChatCompletionMessage, ChatCompletionRequest,
};
use epsimo_client::{Client, Nullable};

#[tokio::main(flavor = "current_thread")]
pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let guest = Client::builder().base_url(&var("EPSIMO_BASE_URL")?)?.build()?;
    let user = guest.sign_in(&var("EPSIMO_EMAIL")?, &var("EPSIMO_PASSWORD")?).await?;
    let project = user.projects().list().send().await?.into_iter().next().ok_or("no project")?;
    let owner = user.for_project(project.project_id)?;
    let token = "another-token-of-your-own";
    let config = AssistantConfig::new().with_access_mode(AccessMode::PublicToken).with_public_token(token);
    owner.assistants().create(&AssistantPayload::new("Compatible", config).public(true)).send().await?;

    let client = guest.to_builder().public_token(token).build()?;
    let mut message = ChatCompletionMessage::new("user");
    message.content = Nullable::Value("Hello, in OpenAI's form.".into());
    let chat = ChatCompletionRequest::new(vec![message]);
    let whole = client.public().chat_completions(&chat).send().await?;
    println!("{} choice, {:?}", whole.choices.len(), whole.usage.map(|usage| usage.total_tokens));
    let mut pieces = client.public().chat_completions_stream(&chat).send_deltas().await?;
    while let Some(piece) = pieces.try_next().await? {
        print!("{}", piece.text);
    }
    println!();
    Ok(())
}
