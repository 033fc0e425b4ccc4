//! Signs in and lists the threads of the account: `EPSIMO_BASE_URL`, `EPSIMO_EMAIL` and `EPSIMO_PASSWORD` say where and who.

use std::env::var;

use epsimo_client::Client;

#[tokio::main(flavor = "current_thread")]
pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let guest = Client::builder().base_url(&var("EPSIMO_BASE_URL")?)?.build()?;
    let client = guest.sign_in(&var("EPSIMO_EMAIL")?, &var("EPSIMO_PASSWORD")?).await?;
    let mut threads = client.threads().list().items();
    while let Some(thread) = threads.try_next().await? {
        println!("{}  {}", thread.thread_id, thread.name);
    }
    Ok(())
}
