//! The bot that it is compared with: it answers every message that names a backup with the same words, and keeps nothing.

use serenity::all::{ClientBuilder, Context, CreateMessage, EventHandler, GatewayIntents, Message};
use serenity::http::HttpBuilder;

const ANSWER: &str = "\
Please check that you are on Wi-Fi, that the device is charging and locked, and that there is enough iCloud storage. Then \
try Settings, your name, iCloud, iCloud Backup, Back Up Now.";

/// What makes a message a complaint.
const WORDS: [&str; 3] = ["backup", "back up", "icloud"];

/// Whether it answers a message.
pub(crate) fn answers(text: &str) -> bool {
    let lower = text.to_lowercase();
    WORDS.iter().any(|word| lower.contains(word))
}

struct Fixed;

#[serenity::async_trait]
impl EventHandler for Fixed {
    async fn message(&self, context: Context, message: Message) {
        if message.author.bot || !answers(&message.content) {
            return;
        }
        let answer = CreateMessage::new().content(ANSWER).reference_message(&message);
        message.channel_id.send_message(&context.http, answer).await.unwrap();
    }
}

/// Runs it until it is killed: on one thread, which costs least, and with the rate limiter off, as the other bot has it
/// with another address than Discord's own.
pub(crate) fn run() {
    let base = std::env::var("CLOUDMEDIC_DISCORD_API").unwrap();
    let token = std::env::var("DISCORD_TOKEN").unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let http = HttpBuilder::new(token).proxy(base).ratelimiter_disabled(true).build();
        let intents =
            GatewayIntents::GUILDS | GatewayIntents::GUILD_MESSAGES | GatewayIntents::MESSAGE_CONTENT;
        let client = ClientBuilder::new_with_http(http, intents).event_handler(Fixed);
        client.await.unwrap().start().await.unwrap();
    });
}
