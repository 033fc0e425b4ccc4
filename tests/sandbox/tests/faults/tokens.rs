//! Tokens that expire.
#![expect(clippy::unwrap_used, reason = "what the tests share may panic as they do")]

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use epsimo_client::runtime::{Credential, Token};
use epsimo_client::{Cached, Client};

use super::world::{FAULT, World, echo, sign_in};

/// A client that signs in when it has to, and how often it did.
fn source(world: &World) -> (Client, Arc<AtomicUsize>) {
    let logins = Arc::new(AtomicUsize::new(0));
    let (counted, bare) = (Arc::clone(&logins), world.bare.clone());
    let cached = Cached::login(move |_| {
        counted.fetch_add(1, Ordering::SeqCst);
        let bare = bare.clone();
        async move { Ok(Token::new(sign_in(&bare).await?.jwt_token)) }
    });
    let client = world.bare.to_builder().credential("HTTPBearer", Credential::source(cached)).build().unwrap();
    (client, logins)
}

pub(crate) async fn expire(world: World) {
    let (client, logins) = source(&world);
    let mut stream =
        client.runs().stream(&world.run("hi")).header(FAULT, "slow-body;chunk=64;ms=5").send_deltas().await.unwrap();
    let mut text = stream.try_next().await.unwrap().unwrap().text;
    assert_eq!(logins.load(Ordering::SeqCst), 1);
    // Fifty calls find their token expired: one of them signs in.
    world.sandbox.set_faults(vec![epsimo_sandbox::Rule::new("GET /threads/", None, "expire-token")]).unwrap();
    let calls: Vec<_> = (0..50)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { client.threads().list().send().await.map(|_| ()) })
        })
        .collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!(logins.load(Ordering::SeqCst), 2);
    // A stream that is open goes on.
    while let Some(delta) = stream.try_next().await.unwrap() {
        text.push_str(&delta.text);
    }
    assert_eq!(text, echo("hi"));
    // A server that refuses every token is asked twice, not forever.
    client.threads().list().header(FAULT, "401").send().await.unwrap_err();
    assert_eq!((world.asked("401").len(), logins.load(Ordering::SeqCst)), (2, 3));
}
