//! Errors that the document declares: every status of every set of errors becomes its variant.

use std::collections::BTreeSet;
use std::fmt::Debug;

use epsimo_client::api::admin::CleanupError;
use epsimo_client::api::assistants::{CreateAssistantError, ListAssistantsError};
use epsimo_client::api::auth::SignupError;
use epsimo_client::api::credits::PurchaseCreditsError;
use epsimo_client::api::public::{ChatCompletionsError, StreamPublicRunError};
use epsimo_client::api::runs::{CreateRunFeedbackError, StreamRunError};
use epsimo_client::api::threads::{AddThreadStateError, CreateThreadError};
use epsimo_client::types::{
    CreateRunPayload, CreditsPurchaseRequest, PublicRunPayload, SignupRequest, ThreadPutRequest,
};
use epsimo_client::{Client, OperationError};
use specloom_tests::server::Answer;

use super::{answering, documented, read};

const DETAIL: &str = r#"{"detail":"Signature has expired","code":"TOKEN_EXPIRED"}"#;
const INVALID: &str = r#"{"detail":[{"loc":["body","name",0],"msg":"field required","type":"value_error.missing"}]}"#;

/// Makes the call once for each error, and gives the set of their statuses.
async fn branches<E: Debug + PartialEq>(
    call: impl AsyncFn(&Client) -> Result<(), OperationError<E>>,
    errors: Vec<(u16, E)>,
) -> BTreeSet<u16> {
    for (status, expected) in &errors {
        let body = if *status == 422 { INVALID } else { DETAIL };
        let (client, server) = answering(Answer::json(*status, body)).await;
        let error = call(&client).await.unwrap_err();
        assert_eq!(error.kind(), expected, "{error}");
        assert_eq!(error.status().unwrap(), *status);
        assert!(error.is_status() && !error.is_decode());
        assert_eq!(error.body().unwrap(), body);
        assert!(error.to_string().contains(&format!(": {status} ")), "{error}");
        assert_eq!(server.received().len(), 1);
    }
    errors.into_iter().map(|(status, _)| status).collect()
}

/// `branches!(client => request, Enum { status Variant })`
macro_rules! branches {
    (|$client:ident| $request:expr, $errors:ident { $($status:literal $variant:ident),* }) => {
        branches(async |$client: &Client| $request.send().await.map(drop), vec![$(
            ($status, $errors::$variant(read(if $status == 422 { INVALID } else { DETAIL })))
        ),*]).await
    };
}

#[tokio::test]
async fn every_set_of_errors_is_typed() {
    let covered = BTreeSet::from([
        BTreeSet::new(),
        branches!(|c| c.assistants().list(), ListAssistantsError { 401 Unauthorized }),
        branches!(|c| c.admin().cleanup(), CleanupError { 401 Unauthorized, 403 Forbidden }),
        branches!(|c| c.assistants().create(&read(r#"{"name":"n","config":{}}"#)),
            CreateAssistantError { 401 Unauthorized, 422 UnprocessableEntity }),
        branches!(|c| c.auth().signup(&SignupRequest::new("a", "b")),
            SignupError { 400 BadRequest, 422 UnprocessableEntity }),
        branches!(|c| c.credits().purchase(&CreditsPurchaseRequest::new(1)),
            PurchaseCreditsError { 401 Unauthorized, 402 PaymentRequired, 422 UnprocessableEntity }),
        branches!(|c| c.runs().create_feedback(&read(r#"{"run_id":"0b5cbb3e-9e4d-4c5e-a6a5-2f8f2a0e6b11","key":"k"}"#)),
            CreateRunFeedbackError { 422 UnprocessableEntity }),
        branches!(|c| c.threads().create(&ThreadPutRequest::new("n")),
            CreateThreadError { 400 BadRequest, 401 Unauthorized, 422 UnprocessableEntity }),
        branches!(|c| c.threads().add_state("t", &read(r#"{"values":[]}"#)),
            AddThreadStateError { 400 BadRequest, 401 Unauthorized, 404 NotFound, 422 UnprocessableEntity }),
        branches!(|c| c.runs().stream(&CreateRunPayload::new("t")),
            StreamRunError { 401 Unauthorized, 404 NotFound, 422 UnprocessableEntity }),
        branches!(|c| c.public().chat_completions(&read(r#"{"messages":[]}"#)),
            ChatCompletionsError { 401 Unauthorized, 403 Forbidden, 422 UnprocessableEntity }),
        branches!(|c| c.public().stream_run(&PublicRunPayload::new("a")),
            StreamPublicRunError { 401 Unauthorized, 403 Forbidden, 404 NotFound, 422 UnprocessableEntity }),
    ]);
    let declared: BTreeSet<_> = documented().into_values().collect();
    assert_eq!(covered, declared);
}
