//! Signing in, and clients that act within one project.

use crate::api::auth::LoginError;
use crate::api::threads::CreateThreadError;
use crate::types::{ErrorReason, LoginRequest};
use crate::{Cached, Client, Error, OperationError, Token};

/// The scheme of the document that a token is for.
const SCHEME: &str = "HTTPBearer";

impl Client {
    /// Signs in, and gives a client that keeps the token.
    pub async fn sign_in(&self, email: &str, password: &str) -> Result<Client, OperationError<LoginError>> {
        let login = self.auth().login(&LoginRequest::new(email, password)).send().await?;
        Ok(self.to_builder().bearer_token(login.jwt_token).build()?)
    }

    /// A client that acts within a project: its token is fetched when it is first needed, and kept until it ends.
    pub fn for_project(&self, project_id: impl Into<String>) -> Result<Client, Error> {
        let (user, project_id) = (self.clone(), project_id.into());
        let tokens = Cached::login(move |_| {
            let (user, project_id) = (user.clone(), project_id.clone());
            async move { Ok(Token::new(user.projects().issue_token(&project_id).send().await?.jwt_token)) }
        });
        self.to_builder().token_source(SCHEME, tokens).build()
    }
}

/// Whether a thread was refused because the account has as many as it may have.
pub fn is_limit_reached(error: &OperationError<CreateThreadError>) -> bool {
    let CreateThreadError::BadRequest(refusal) = error.kind() else { return false };
    matches!(&refusal.detail, ErrorReason::String(text) if text.to_ascii_lowercase().contains("limit reached"))
}
