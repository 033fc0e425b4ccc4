//! Who calls: a member of a project, strangers to it, and what they own.

use epsimo_client::Client;
use epsimo_client::runtime::Part;
use epsimo_client::runtime::json::{self, Json};
use epsimo_client::types::{LoginRequest, ProjectCreate, UploadFilesForm, UploadedFiles};

/// The ids and the like that calls are made with.
#[derive(Clone, Debug)]
pub(crate) struct Things {
    pub(crate) email: String,
    pub(crate) password: String,
    pub(crate) project: String,
    pub(crate) assistant: String,
    /// One that is open to whoever has its token.
    pub(crate) open: String,
    pub(crate) file: String,
    pub(crate) thread: String,
    pub(crate) tool: String,
    pub(crate) amount: i64,
}

impl Things {
    pub(crate) fn with_wrong_password(self) -> Self {
        Self { password: "wrong".to_owned(), ..self }
    }

    pub(crate) fn for_too_much(self) -> Self {
        Self { amount: 1_000_000, ..self }
    }
}

/// Clients of different rights.
pub(crate) struct People {
    pub(crate) member: Client,
    /// Tokens that are none.
    pub(crate) nobody: Client,
    /// A wrong admin token.
    pub(crate) intruder: Client,
    /// The token of an assistant that is not public any more.
    pub(crate) outdated: Client,
    /// It asks for pages.
    pub(crate) browser: Client,
    pub(crate) foreign: Things,
    open: String,
}

/// A value from JSON: the types of the client are built from what a test says shortest.
pub(crate) fn from<T: Json>(text: &str) -> T {
    json::from_str(text).unwrap()
}

impl People {
    pub(crate) async fn at(url: &str) -> Self {
        let bare = Client::builder().base_url(url).unwrap().build().unwrap();
        let member = signed_in(&bare, "demo@example.com", "demo-password").await;
        let member = member.to_builder().public_token("public-demo").api_key("sandbox-admin").build().unwrap();
        bare.auth().signup(&from(r#"{"email":"eve@example.com","password":"secret"}"#)).send().await.unwrap();
        let stranger = signed_in(&bare, "eve@example.com", "secret").await;
        let open = member.assistants().list_public().send().await.unwrap().remove(0).assistant_id;
        let foreign = Things { email: "ghost@example.com".to_owned(), ..things(&stranger, "nothing").await };
        let foreign = Things { open: "nothing".to_owned(), tool: "nothing".to_owned(), ..foreign };
        let closing = r#"{"name":"closed","config":{"configurable":{"type==agent/public_token":"outdated"}}}"#;
        member.assistants().create(&from(closing)).send().await.unwrap();
        Self {
            nobody: bare.to_builder().bearer_token("garbage").public_token("garbage").build().unwrap(),
            intruder: bare.to_builder().api_key("wrong").build().unwrap(),
            outdated: bare.to_builder().public_token("outdated").build().unwrap(),
            browser: bare.to_builder().default_header("accept", "text/html").build().unwrap(),
            member,
            foreign,
            open,
        }
    }

    /// New things of the member.
    pub(crate) async fn things(&self) -> Things {
        things(&self.member, &self.open).await
    }

    /// Things of which the open assistant is not open.
    pub(crate) async fn closed(&self) -> Things {
        let all = self.things().await;
        Things { open: all.assistant.clone(), ..all }
    }
}

/// A client with the token of the first project.
async fn signed_in(bare: &Client, email: &str, password: &str) -> Client {
    let login = bare.auth().login(&LoginRequest::new(email, password)).send().await.unwrap();
    let user = bare.to_builder().bearer_token(login.jwt_token).build().unwrap();
    let project = user.projects().list().send().await.unwrap().remove(0).project_id;
    let token = user.projects().issue_token(&project).send().await.unwrap();
    bare.to_builder().bearer_token(token.jwt_token).build().unwrap()
}

async fn things(client: &Client, open: &str) -> Things {
    let project = client.projects().create(&ProjectCreate::new("other")).send().await.unwrap();
    let assistant = client.assistants().create(&from(r#"{"name":"a","config":{}}"#)).send().await.unwrap().assistant_id;
    let form = UploadFilesForm::new(vec![Part::text("hello").file_name("hello.txt")]);
    let file = match client.files().upload(&assistant, form).send().await.unwrap() {
        UploadedFiles::AssistantFile(file) => file.file_id,
        UploadedFiles::List(mut files) => files.remove(0).file_id,
        other => panic!("{other:?}"),
    };
    let thread = client.threads().create(&from(&format!(r#"{{"name":"t","assistant_id":"{assistant}"}}"#)));
    let thread = thread.send().await.unwrap().thread_id;
    Things {
        email: "demo@example.com".to_owned(),
        password: "demo-password".to_owned(),
        project: project.project_id,
        assistant,
        open: open.to_owned(),
        file,
        thread,
        tool: "calculator".to_owned(),
        amount: 5,
    }
}
