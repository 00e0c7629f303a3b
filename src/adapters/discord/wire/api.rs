//! The one constructor of the HTTP client, and the one way through it. It knows no case and no effect.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use reqwest::redirect::Policy;
use reqwest::{Client, Response, StatusCode};
use serde::Serialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::Value;
use serenity::http::{Http, HttpBuilder, LightMethod, RatelimitInfo, Request, Route};
use serenity::model::application::ApplicationFlags;
use tracing::Instrument as _;

use super::patience::{self, Patience};
use super::refusal::in_words;
use super::{Base, Connection, Refused, WireError, ids};
use crate::adapters::discord::bot::Identity;
use crate::pulse::{Class, Pulse};

/// How long a connection may take.
const CONNECT: Duration = Duration::from_secs(10);
/// How long a request may take, without the waits that Discord asks for.
const REQUEST: Duration = Duration::from_secs(30);
/// How long a request may take with these waits: well within the lease of a piece of work.
const WITH_WAITS: Duration = Duration::from_secs(100);

/// The intent for members is switched on for the application, in a few servers or in many.
const MEMBERS: ApplicationFlags =
    ApplicationFlags::GATEWAY_GUILD_MEMBERS.union(ApplicationFlags::GATEWAY_GUILD_MEMBERS_LIMITED);

/// The way to Discord's REST interface.
#[derive(Clone)]
pub struct Api {
    /// serenity's client; made in one place only.
    pub http: Arc<Http>,
    /// The same connections, for requests that need what serenity leaves out of an answer, and for downloads.
    pub(super) client: Client,
    /// Another base URL than Discord's own.
    pub(super) base: Option<Base>,
    /// Told how Discord answers.
    pub(super) pulse: Arc<Pulse>,
    /// What waits after a 429, where serenity's limiter is off.
    patience: Patience,
}

impl Api {
    /// The one constructor.
    ///
    /// # Errors
    /// When the HTTP client cannot be made.
    pub fn new(connection: &Connection) -> Result<Self, WireError> {
        let mut client = Client::builder()
            .use_rustls_tls()
            .connect_timeout(CONNECT)
            .timeout(REQUEST)
            // Discord redirects nothing, and a redirect would lead elsewhere.
            .redirect(Policy::none());
        if connection.base.is_some() {
            // Not one byte for another host, not even for a proxy that the system names.
            client = client.no_proxy();
        }
        let client = client.build().map_err(|error| WireError::Client { why: error.to_string() })?;
        Ok(Self::with_client(connection, client))
    }

    /// The same over connections of the caller's own, which must not follow redirects: with other certificates, or
    /// another way to find hosts.
    #[must_use]
    pub fn with_client(connection: &Connection, client: Client) -> Self {
        let builder = HttpBuilder::new(connection.token.reveal()).client(client.clone());
        // Both or neither: with its rate limiter on, serenity ignores the base URL and sends the token to Discord.
        let http = match &connection.base {
            Some(base) => builder.proxy(base.as_str()).ratelimiter_disabled(true).build(),
            None => builder.build(),
        };
        Self {
            http: Arc::new(http),
            client,
            base: connection.base.clone(),
            pulse: Arc::default(),
            patience: Patience::default(),
        }
    }

    /// The same, which tells this pulse how Discord answers.
    #[must_use]
    pub fn felt_by(mut self, pulse: &Arc<Pulse>) -> Self {
        // Where somebody shares the client already, the waits stay untold.
        if let Some(limiter) = Arc::get_mut(&mut self.http).and_then(|http| http.ratelimiter.as_mut()) {
            let pulse = Arc::clone(pulse);
            let told = move |info: RatelimitInfo| pulse.limited(Timestamp::now(), info.timeout);
            limiter.set_ratelimit_callback(Box::new(told));
        }
        self.pulse = Arc::clone(pulse);
        self
    }

    /// What an answer to a request of serenity's own means; it is counted.
    ///
    /// # Errors
    /// What was refused.
    pub fn heard<T>(&self, answer: serenity::Result<T>) -> Result<T, Refused> {
        let answer = answer.map_err(Refused::from);
        self.count(answer.as_ref().err());
        answer
    }

    /// Counts how a request was answered.
    fn count(&self, refused: Option<&Refused>) {
        let class = refused.map_or(Class::Done, class);
        self.pulse.figures.request(class);
        if let Some(Refused::TooFast { after }) = refused {
            self.pulse.limited(Timestamp::now(), after.unwrap_or_default());
        }
    }

    /// Whether waits that Discord asks for are kept inside; else a 429 comes out as [`Refused::TooFast`].
    #[must_use]
    pub fn is_limited(&self) -> bool {
        self.http.ratelimiter.is_some()
    }

    /// Who the bot is; every first request is this one.
    ///
    /// # Errors
    /// When the token is wrong, or Discord does not answer.
    pub async fn identity(&self) -> Result<Identity, WireError> {
        let what = "Discord could not be asked who the bot is";
        let user = self.http.get_current_user().await;
        let user = user.map_err(|error| WireError::unanswered(what, error.into()))?;
        let application = self.http.get_current_application_info().await.map_err(Refused::from);
        let (application, hears_members) = match application {
            Ok(application) => {
                (application.id, application.flags.is_some_and(|flags| flags.intersects(MEMBERS)))
            }
            // A service that speaks Discord's protocol and keeps no applications: there, as for every newer bot at
            // Discord, the application has the id of its user.
            Err(Refused::Gone { .. } | Refused::Bad { .. }) => (ids::application(user.id.get()), false),
            Err(
                refused @ (Refused::Forbidden { .. }
                | Refused::NotAuthorized
                | Refused::TooFast { .. }
                | Refused::ServerFault { .. }
                | Refused::Unreachable { .. }
                | Refused::Answered { .. }
                | Refused::Exists),
            ) => return Err(WireError::unanswered(what, refused)),
        };
        self.http.set_application_id(application);
        Ok(Identity { application: application.get(), user: user.id.get(), hears_members })
    }

    /// Sends a request and reads its answer.
    ///
    /// # Errors
    /// When it is refused, or the answer is another than expected.
    pub async fn call<T: DeserializeOwned>(&self, request: Request<'_>) -> Result<T, Refused> {
        let body = self.answered(request).await?;
        serde_json::from_slice(&body).map_err(|_| Refused::ServerFault { status: 200 })
    }

    /// Sends a request whose answer does not matter, as long as it is one: a page of somebody in between who knows
    /// nothing of the request is none.
    ///
    /// # Errors
    /// When it is refused.
    pub async fn send(&self, request: Request<'_>) -> Result<(), Refused> {
        let body = self.answered(request).await?;
        let is_answer = body.is_empty() || serde_json::from_slice::<IgnoredAny>(&body).is_ok();
        if is_answer { Ok(()) } else { Err(Refused::ServerFault { status: 200 }) }
    }

    /// Sends a request, and reads what comes back when it is not refused.
    async fn answered(&self, request: Request<'_>) -> Result<Vec<u8>, Refused> {
        Ok(self.ask(request).await?.bytes().await?.to_vec())
    }

    /// Sends a request whose headers matter.
    ///
    /// # Errors
    /// When it is refused.
    pub async fn ask(&self, request: Request<'_>) -> Result<Response, Refused> {
        // The method alone: a path may hold the key of an interaction.
        let span = tracing::debug_span!("request", method = ?request.method_ref());
        let answer = self.try_to_send(request).instrument(span.clone()).await;
        self.count(answer.as_ref().err());
        span.in_scope(|| match &answer {
            Ok(answer) => tracing::debug!(status = answer.status().as_u16(), "answered"),
            Err(why) => tracing::debug!(%why, "refused"),
        });
        answer
    }

    async fn try_to_send(&self, request: Request<'_>) -> Result<Response, Refused> {
        let answer = tokio::time::timeout(WITH_WAITS, self.execute(request)).await;
        let answer = answer.map_err(|_| Refused::Unreachable { why: "no answer in time".to_owned() })??;
        if answer.status().is_success() { Ok(answer) } else { Err(refused(answer).await) }
    }

    /// As `Http::request` does it, which keeps the headers of a refusal to itself.
    async fn execute(&self, request: Request<'_>) -> Result<Response, Refused> {
        if let Some(limiter) = &self.http.ratelimiter {
            return Ok(limiter.perform(request).await?);
        }
        let request = request.build(&self.client, self.http.token(), self.http.proxy.as_deref())?.build()?;
        let kind = patience::kind(request.method(), request.url());
        if let Some(kind) = &kind {
            self.patience.wait(kind).await;
        }
        let answer = self.client.execute(request).await?;
        if let Some(kind) = kind.filter(|_| answer.status() == StatusCode::TOO_MANY_REQUESTS) {
            self.patience.learn(&kind, &answer);
        }
        Ok(answer)
    }
}

/// A request with a body.
///
/// # Errors
/// When the body cannot be written as JSON.
pub fn json<'a>(
    method: LightMethod,
    route: Route<'a>,
    body: &impl Serialize,
) -> Result<Request<'a>, Refused> {
    let body = serde_json::to_vec(body).map_err(|error| Refused::Bad {
        status: 0,
        code: 0,
        words: format!("the request cannot be written: {error}"),
    })?;
    Ok(Request::new(route, method).body(Some(body)))
}

/// In which class an answer is counted.
fn class(refused: &Refused) -> Class {
    match refused {
        Refused::TooFast { .. } => Class::TooFast,
        Refused::ServerFault { .. } => Class::Fault,
        Refused::Unreachable { .. } => Class::Unreachable,
        Refused::Gone { .. }
        | Refused::Forbidden { .. }
        | Refused::NotAuthorized
        | Refused::Answered { .. }
        | Refused::Exists
        | Refused::Bad { .. } => Class::Refused,
    }
}

/// Reads what was refused.
pub(super) async fn refused(answer: Response) -> Refused {
    let status = answer.status().as_u16();
    let header = answer.headers().get("retry-after").and_then(|value| value.to_str().ok()?.parse().ok());
    let body: Value = match answer.bytes().await {
        Ok(bytes) => serde_json::from_slice(&bytes).unwrap_or_default(),
        Err(_) => Value::Null,
    };
    let seconds = body.get("retry_after").and_then(Value::as_f64).or(header);
    let after = seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    let code = body.get("code").and_then(Value::as_i64).unwrap_or_default();
    let message = body.get("message").and_then(Value::as_str).unwrap_or("no reason given");
    let mut places = Vec::new();
    if let Some(errors) = body.get("errors") {
        collect(errors, "", 8, &mut places);
    }
    Refused::answer(status, code, in_words(message, &places), after)
}

/// The codes of `_errors`, by place in what was sent.
fn collect(errors: &Value, at: &str, depth: usize, places: &mut Vec<String>) {
    let (Some(errors), Some(depth)) = (errors.as_object(), depth.checked_sub(1)) else { return };
    for (key, value) in errors {
        if key == "_errors" {
            let codes =
                value.as_array().into_iter().flatten().filter_map(|error| error.get("code")?.as_str());
            places.extend(codes.take(4).map(|code| format!("{at}: {code}")));
        } else {
            let dot = if at.is_empty() { "" } else { "." };
            collect(value, &format!("{at}{dot}{key}"), depth, places);
        }
    }
}

impl std::fmt::Debug for Api {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Api").field("base", &self.base).finish_non_exhaustive()
    }
}
