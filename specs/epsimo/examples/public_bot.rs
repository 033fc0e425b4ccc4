//! Makes an assistant that is open to whoever has its token, and asks it without an account: `EPSIMO_BASE_URL`,
//! `EPSIMO_EMAIL` and `EPSIMO_PASSWORD` say where it is made and by whom.

use std::env::var;

use epsimo_client::Client;
use epsimo_client::types::{
    AccessMode, AssistantConfig, AssistantPayload, HumanMessage, PublicRunPayload, PublicRunPayloadInput,
};

#[tokio::main(flavor = "current_thread")]
pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let guest = Client::builder().base_url(&var("EPSIMO_BASE_URL")?)?.build()?;
    let user = guest.sign_in(&var("EPSIMO_EMAIL")?, &var("EPSIMO_PASSWORD")?).await?;
    let project = user.projects().list().send().await?.into_iter().next().ok_or("no project")?;
    let owner = user.for_project(project.project_id)?;

    let token = "a-token-of-your-own";
    let config = AssistantConfig::new().with_access_mode(AccessMode::PublicToken).with_public_token(token);
    let bot = owner.assistants().create(&AssistantPayload::new("Bot", config).public(true)).send().await?;

    // The visitor's client knows the token of the bot, and nothing of the owner.
    let visitor = guest.to_builder().public_token(token).build()?;
    let question = HumanMessage::new("Who are you?".into());
    let input = PublicRunPayloadInput::List(vec![question.into()]);
    let run = PublicRunPayload::new(bot.assistant_id).input(input);
    println!("{}", visitor.public().stream_run(&run).send_text().await?);
    Ok(())
}
