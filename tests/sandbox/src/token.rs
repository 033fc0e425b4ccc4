//! Tokens: JSON Web Tokens signed by HMAC-SHA-256 (RFC 7519, RFC 7515).
//!
//! The key is as public as everything else here: it only has to be the same after a restart.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde::{Deserialize, Serialize};
use sha2::Sha256;

const KEY: &[u8] = b"epsimo-sandbox: a key for demonstrations";
const ISSUER: &str = "epsimo-sandbox";
const AUDIENCE: &str = "epsimo-sandbox";

/// What a token says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Claims {
    pub(crate) user_id: String,
    pub(crate) email: String,
    /// The project that the token is for; none in the token of a user.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) project_id: Option<String>,
    /// The number of the token, by which all earlier ones can be made to expire.
    pub(crate) number: u64,
    pub(crate) iat: i64,
    pub(crate) exp: i64,
    pub(crate) iss: String,
    pub(crate) aud: String,
}

impl Claims {
    /// What a token says that is issued now.
    pub(crate) fn new(user_id: &str, email: &str, project_id: Option<&str>) -> Self {
        Self {
            user_id: user_id.to_owned(),
            email: email.to_owned(),
            project_id: project_id.map(str::to_owned),
            number: 0,
            iat: 0,
            exp: 0,
            iss: ISSUER.to_owned(),
            aud: AUDIENCE.to_owned(),
        }
    }

    /// The token.
    pub(crate) fn sign(&self) -> String {
        let head = URL_SAFE_NO_PAD.encode(r#"{"alg":"HS256","typ":"JWT"}"#);
        let claims = URL_SAFE_NO_PAD.encode(serde_json::to_vec(self).unwrap_or_default());
        let signed = format!("{head}.{claims}");
        let signature = URL_SAFE_NO_PAD.encode(mac(&signed).finalize().into_bytes());
        format!("{signed}.{signature}")
    }

    /// Reads a token; the error is the sentence that the backend answers with.
    pub(crate) fn read(token: &str, now: i64) -> Result<Self, &'static str> {
        let (signed, signature) = token.rsplit_once('.').ok_or("Not enough segments")?;
        let (_, claims) = signed.split_once('.').ok_or("Not enough segments")?;
        let signature = URL_SAFE_NO_PAD.decode(signature).map_err(|_| "Invalid crypto padding")?;
        mac(signed).verify_slice(&signature).map_err(|_| "Signature verification failed")?;
        let claims = URL_SAFE_NO_PAD.decode(claims).map_err(|_| "Invalid payload padding")?;
        let claims: Self = serde_json::from_slice(&claims).map_err(|_| "Invalid payload string")?;
        if claims.iss != ISSUER || claims.aud != AUDIENCE {
            return Err("Invalid issuer");
        }
        if claims.exp <= now { Err("Signature has expired") } else { Ok(claims) }
    }
}

fn mac(text: &str) -> Hmac<Sha256> {
    // A key is as long as a block of the hash, filled up with zeros.
    let mut block = hmac::digest::Key::<Hmac<Sha256>>::default();
    block.iter_mut().zip(KEY).for_each(|(byte, from)| *byte = *from);
    Hmac::<Sha256>::new(&block).chain_update(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_read_until_it_expires() {
        let claims = Claims { exp: 100, ..Claims::new("u", "e", Some("p")) };
        let token = claims.sign();
        assert_eq!(Claims::read(&token, 99), Ok(claims));
        assert_eq!(Claims::read(&token, 100), Err("Signature has expired"));
        assert_eq!(Claims::read(&format!("{token}AAAA"), 99), Err("Signature verification failed"));
        assert_eq!(Claims::read("garbage", 99), Err("Not enough segments"));
    }
}
