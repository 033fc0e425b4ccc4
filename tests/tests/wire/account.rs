//! Calls about the caller: signing in, profiles, projects.

use super::calls::{Call, ID, call, check};
use super::read;

const PROFILE: &str = concat!(
    r#"{"user_id":"u","email":"ada@example.com","project_id":"p","thread_counter":3.5,"thread_max":100.0,"#,
    r#""stripe_client_id":"s"}"#,
);
const PROJECT: &str =
    r#"{"project_id":"p","user_id":"u","name":"main","description":"d","created_at":"2026-05-15T10:30:00Z"}"#;
const PROJECT_TOKEN: &str = concat!(
    r#"{"jwt_token":"j","access_token":"a","token":"t","project_id":"p","name":"main","description":"d","#,
    r#""created_at":"2026-05-15T10:30:00Z"}"#,
);

pub(super) fn calls() -> Vec<Call> {
    vec![
        call!(LOGIN "/auth/login", Anyone, r#"{"email":"ada@example.com","password":"s3cret \"ü\""}"#,
            r#"{"jwt_token":"j","main_agent_id":"a","main_thread_id":"t","access_token":"x","token":"y","expires_in":2592000}"#,
            |c, body| c.auth().login(&read(body))),
        call!(SIGNUP "/auth/signup", Anyone, r#"{"email":"ada@example.com","password":"s3cret","name":"Ada"}"#,
            r#"{"message":"See your mail for the verification.","jwt_token":"j","main_agent_id":"a","main_thread_id":"t"}"#,
            |c, body| c.auth().signup(&read(body))),
        call!(GOOGLE_LOGIN "/auth/google/login", Anyone, "", r#""https://accounts.example.com/o?client_id=1""#,
            |c, _| c.auth().google_login()),
        call!(raw GOOGLE_CALLBACK "/auth/google/callback?code=4%2F0%20a&state=s%26t%3Du%23v", Anyone, "", "null",
            |c, _| c.auth().google_callback().code("4/0 a").state("s&t=u#v")),
        call!(EXCHANGE "/auth/exchange", User, "", r#"{"token":"t"}"#, |c, _| c.auth().exchange()),
        call!(THREAD_INFO "/auth/thread-info", User, "",
            r#"{"thread_counter":3.5,"thread_max":100.0,"email":"ada@example.com","user_id":"u","subscription_tier":"free"}"#,
            |c, _| c.auth().thread_info()),
        call!(USER_INFO "/auth/user-info", User, "", PROFILE, |c, _| c.auth().user_info()),
        call!(GET_USER_INFO "/user/info", User, "", PROFILE, |c, _| c.user().get_info()),
        call!(LIST_PROJECTS "/projects/", User, "", "[]", |c, _| c.projects().list()),
        call!(CREATE_PROJECT "/projects/", User, r#"{"name":"main","description":"d","metadata":{"k":[1,null]}}"#,
            PROJECT, |c, body| c.projects().create(&read(body))),
        call!(DELETE_PROJECT "/projects/{}?confirm=true", User, "", r#"{"status":"ok"}"#,
            |c, _| c.projects().delete(ID).confirm(true)),
        call!(ISSUE_TOKEN "/projects/{}", User, "", PROJECT_TOKEN, |c, _| c.projects().issue_token(ID)),
        call!(UPDATE_PROJECT "/projects/{}", User, r#"{"name":"other","description":null,"metadata":{}}"#, PROJECT,
            |c, body| c.projects().update(ID, &read(body))),
    ]
}

#[tokio::test]
async fn account() {
    check(calls()).await;
}
