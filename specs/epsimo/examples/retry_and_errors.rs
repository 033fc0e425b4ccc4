//! What a program does about failures, by their types: `EPSIMO_BASE_URL`, `EPSIMO_EMAIL` and `EPSIMO_PASSWORD` say where
//! and who.

use std::env::var;
use std::time::Duration;

use epsimo_client::Client;
use epsimo_client::api::threads::GetThreadError;
use epsimo_client::ext::session::is_limit_reached;
use epsimo_client::types::{ErrorReason, ThreadPutRequest};

#[tokio::main(flavor = "current_thread")]
pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
    // What is safe to repeat is sent up to three times more, as slowly as the server asks. A `POST` is not.
    let patient = Client::builder().retries(3).idle_timeout(Duration::from_secs(45));
    let guest = patient.base_url(&var("EPSIMO_BASE_URL")?)?.build()?;
    let password = var("EPSIMO_PASSWORD")?;
    if let Err(error) = guest.sign_in(&var("EPSIMO_EMAIL")?, &format!("not {password}")).await {
        println!("refused: {:?}", error.status());
    }
    let client = guest.sign_in(&var("EPSIMO_EMAIL")?, &password).await?;
    match client.threads().get("no-such-thread").send().await {
        Ok(thread) => println!("there is {}", thread.name),
        Err(error) => match error.kind() {
            GetThreadError::NotFound(refusal) => match &refusal.detail {
                ErrorReason::String(why) => println!("not found: {why} (retries: {})", error.retries()),
                other => println!("not found: {other:?}"),
            },
            _ => return Err(error.into()),
        },
    }
    for number in 1..=3 {
        match client.threads().create(&ThreadPutRequest::new(format!("Thread {number}"))).send().await {
            Ok(thread) => println!("made {}", thread.name),
            Err(error) if is_limit_reached(&error) => println!("the account is full"),
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}
