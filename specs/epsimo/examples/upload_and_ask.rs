//! Makes an assistant, uploads a file to it and asks about it: `EPSIMO_BASE_URL`, `EPSIMO_EMAIL` and `EPSIMO_PASSWORD` say
//! where and who.

use std::env::var;

use epsimo_client::Client;
use epsimo_client::ext::lists::Listed as _;
use epsimo_client::runtime::Part;
use epsimo_client::types::{AssistantConfig, AssistantPayload, UploadFilesForm};

#[tokio::main(flavor = "current_thread")]
pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let guest = Client::builder().base_url(&var("EPSIMO_BASE_URL")?)?.build()?;
    let user = guest.sign_in(&var("EPSIMO_EMAIL")?, &var("EPSIMO_PASSWORD")?).await?;
    let project = user.projects().list().send().await?.into_iter().next().ok_or("no project")?;
    let client = user.for_project(project.project_id)?;

    let config = AssistantConfig::new().with_model("GPT 4o").with_system_message("Answer from the files.");
    let assistant = client.assistants().create(&AssistantPayload::new("Reader", config)).send().await?;
    let file = Part::text("Opening hours: nine to five.\n").file_name("hours.txt");
    let form = UploadFilesForm::new(vec![file]);
    let uploaded = client.files().upload(&assistant.assistant_id, form).send().await?;
    for file in uploaded.listed().ok_or("an answer of another shape")? {
        println!("uploaded {}", file.filename.as_deref().unwrap_or(&file.file_id));
    }
    let (_, answer) = client.start_chat(&assistant.assistant_id, "Hours", "When are you open?").await?;
    println!("{}", answer.text().await?);

    // Whatever else is set stays as it is: an update replaces the whole configuration.
    let mut changed = assistant.to_payload();
    changed.config = changed.config.with_temperature(0.2).with_setting("tone", "friendly");
    let updated = client.assistants().upsert(&assistant.assistant_id, &changed).send().await?;
    println!("{:?}, {:?}", updated.config.system_message(), updated.config.setting("tone"));
    Ok(())
}
