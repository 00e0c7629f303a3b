//! Everything that serenity's builders make for us passes, so that a violation is always a mistake of ours.

use serde::Serialize;
use serenity::all::{AutoArchiveDuration, Nonce};
use serenity::all::{
    ButtonStyle, ChannelId, ChannelType, CommandOptionType, CommandType, CreateActionRow,
    CreateAllowedMentions, CreateAttachment, CreateAutocompleteResponse, CreateButton, CreateCommand,
    CreateCommandOption, CreateEmbed, CreateEmbedAuthor, CreateEmbedFooter, CreateForumPost, CreateInputText,
    CreateInteractionResponse, CreateInteractionResponseFollowup, CreateInteractionResponseMessage,
    CreateMessage, CreateModal, CreateSelectMenu, CreateSelectMenuKind, CreateSelectMenuOption, CreateThread,
    EditAttachments, EditInteractionResponse, EditMessage, EditThread, ForumTagId, InputTextStyle,
    InteractionContext, MessageFlags, MessageId, MessageReference, Permissions, RoleId, Timestamp, UserId,
};

use super::{
    CALLBACK, CHANNEL, COMMANDS, FOLLOWUP, MESSAGE, MESSAGES, ORIGINAL, THREAD_OF_MESSAGE, passes, sent,
};

#[track_caller]
fn built(method: &str, path: &str, builder: &impl Serialize) {
    match serde_json::to_value(builder) {
        Ok(body) => passes(sent(method, path, &body)),
        Err(why) => panic!("{why}"),
    }
}

fn rows() -> Vec<CreateActionRow> {
    let option =
        CreateSelectMenuOption::new("Restarted", "restart").description("Off and on").default_selection(true);
    let words = CreateSelectMenuKind::String { options: vec![option] };
    let channels = CreateSelectMenuKind::Channel {
        channel_types: Some(vec![ChannelType::Text, ChannelType::Forum]),
        default_channels: Some(vec![ChannelId::new(200_000_000_000_000_002)]),
    };
    let roles =
        CreateSelectMenuKind::Role { default_roles: Some(vec![RoleId::new(700_000_000_000_000_007)]) };
    let people = CreateSelectMenuKind::Mentionable { default_users: None, default_roles: None };
    let buttons = CreateActionRow::Buttons(vec![
        CreateButton::new("fixed:12:1:1").label("Fixed it").style(ButtonStyle::Success),
        CreateButton::new("nohelp:12:1:1").label("Didn't help").emoji('🔁').disabled(true),
        CreateButton::new_link("https://support.apple.com/").label("Apple's page"),
    ]);
    let menus = [words, channels, roles, people].into_iter().zip(["tried", "watched", "helpers", "receiver"]);
    let menus = menus.map(|(kind, id)| {
        CreateActionRow::SelectMenu(
            CreateSelectMenu::new(id, kind).placeholder("Choose").min_values(0).max_values(1),
        )
    });
    std::iter::once(buttons).chain(menus).collect()
}

fn embed() -> CreateEmbed {
    CreateEmbed::new()
        .title("Case 12")
        .description("Not enough storage")
        .url("https://discord.com/channels/1/2")
        .colour(0x00AA_5500)
        .timestamp(Timestamp::now())
        .author(CreateEmbedAuthor::new("Sam").icon_url("https://cdn.discordapp.com/embed/avatars/0.png"))
        .footer(CreateEmbedFooter::new("12"))
        .image("attachment://screen.png")
        .thumbnail("https://cdn.discordapp.com/embed/avatars/0.png")
        .field("Device", "iPhone 13", true)
}

fn nobody() -> CreateAllowedMentions {
    CreateAllowedMentions::new().users([UserId::new(500_000_000_000_000_005)]).replied_user(false)
}

#[test]
fn messages_pass() {
    let reply = MessageReference::from((ChannelId::new(200_000_000_000_000_002), MessageId::new(3)));
    let message = CreateMessage::new()
        .content("Hello")
        .embed(embed())
        .components(rows())
        .allowed_mentions(nobody())
        .reference_message(reply)
        .flags(MessageFlags::SUPPRESS_EMBEDS)
        .nonce(Nonce::String("0123456789abcdef".to_owned()))
        .enforce_nonce(true);
    built("POST", MESSAGES, &message);
    built("POST", MESSAGES, &CreateMessage::new().content("Hello").nonce(Nonce::Number(7)));
    built(
        "POST",
        MESSAGES,
        &CreateMessage::new().content("Hello").allowed_mentions(CreateAllowedMentions::new()),
    );
    let edit = EditMessage::new().content("Hello").embeds(vec![embed()]).components(Vec::new());
    built("PATCH", MESSAGE, &edit.allowed_mentions(nobody()).attachments(EditAttachments::new()));
}

#[test]
fn threads_pass() {
    let thread = CreateThread::new("Backup fails").auto_archive_duration(AutoArchiveDuration::OneDay);
    built("POST", THREAD_OF_MESSAGE, &thread);
    let threads = format!("{CHANNEL}/threads");
    built("POST", &threads, &CreateThread::new("Case 12").kind(ChannelType::PrivateThread).invitable(false));
    let post = CreateForumPost::new("Try it", CreateMessage::new().content("Hello").components(rows()));
    built("POST", &threads, &post.add_applied_tag(ForumTagId::new(8)));
    let edit =
        EditThread::new().archived(true).locked(false).name("Solved").applied_tags([ForumTagId::new(8)]);
    built("PATCH", CHANNEL, &edit.auto_archive_duration(AutoArchiveDuration::OneWeek));
}

#[test]
fn answers_to_interactions_pass() {
    use CreateInteractionResponse as Answer;
    let message = || {
        let message = CreateInteractionResponseMessage::new().content("Hello").ephemeral(true).embed(embed());
        message.components(rows()).allowed_mentions(nobody())
    };
    let inputs = ["Device", "iOS version", "Error", "Steps"].map(|label| {
        let input =
            CreateInputText::new(InputTextStyle::Paragraph, label, label).required(false).value("iPhone 13");
        CreateActionRow::InputText(
            input.placeholder("Settings > General > About").min_length(0).max_length(200),
        )
    });
    let modal = CreateModal::new("fields:12:1:1", "Your device").components(inputs.to_vec());
    let numbers = CreateAutocompleteResponse::new().add_int_choice("Case 12", 12);
    let file = CreateAttachment::bytes("Summary".as_bytes(), "summary.txt");
    for answer in [
        Answer::Message(message()),
        Answer::Message(CreateInteractionResponseMessage::new().content("Summary").add_file(file)),
        Answer::Defer(CreateInteractionResponseMessage::new().ephemeral(true)),
        Answer::Defer(CreateInteractionResponseMessage::new()),
        Answer::Acknowledge,
        Answer::UpdateMessage(message()),
        Answer::Autocomplete(CreateAutocompleteResponse::new().add_string_choice("Storage", "storage")),
        Answer::Autocomplete(numbers),
        Answer::Modal(modal),
    ] {
        built("POST", CALLBACK, &answer);
    }
}

#[test]
fn what_follows_an_answer_passes() {
    let file = CreateAttachment::bytes("{}".as_bytes(), "export.json");
    let followup = CreateInteractionResponseFollowup::new().content("Hello").ephemeral(true).embed(embed());
    built("POST", FOLLOWUP, &followup.components(rows()).allowed_mentions(nobody()).add_file(file));
    let edit = EditInteractionResponse::new().content("Hello").embed(embed()).components(rows());
    built("PATCH", ORIGINAL, &edit.allowed_mentions(nobody()));
    built("PATCH", ORIGINAL, &EditInteractionResponse::new().content("Hello").components(Vec::new()));
}

fn option(kind: CommandOptionType) -> CreateCommandOption {
    CreateCommandOption::new(kind, "option", "What it is about")
}

#[test]
fn commands_pass() {
    use CommandOptionType as Kind;
    let report = option(Kind::SubCommand).name("report");
    let help = option(Kind::SubCommand).name("help");
    let help = help.add_sub_option(option(Kind::String).set_autocomplete(true).min_length(1).max_length(100));
    let zones = option(Kind::SubCommand)
        .name("zone")
        .add_sub_option(option(Kind::String).required(true).add_string_choice("Berlin", "Europe/Berlin"));
    let all = [Kind::Boolean, Kind::User, Kind::Role, Kind::Mentionable, Kind::Attachment, Kind::Number];
    let all = all.into_iter().enumerate().map(|(n, kind)| option(kind).name(format!("option{n}")));
    let set = option(Kind::SubCommand).name("set").set_sub_options(all);
    let cooldown =
        option(Kind::Integer).name("hours").min_int_value(1).max_int_value(720).add_int_choice("A day", 24);
    let channel =
        option(Kind::Channel).name("channel").channel_types(vec![ChannelType::Text, ChannelType::Forum]);
    let watch = option(Kind::SubCommand).name("watch").set_sub_options([channel, cooldown]);
    let group = option(Kind::SubCommandGroup).name("channels").set_sub_options([watch]);
    let backup =
        CreateCommand::new("backup").description("Help with iCloud Backup").set_options(vec![report, help]);
    let backup = backup.contexts(vec![InteractionContext::Guild, InteractionContext::BotDm]).nsfw(false);
    let setup =
        CreateCommand::new("setup").description("For administrators").set_options(vec![zones, set, group]);
    let setup = setup.default_member_permissions(Permissions::ADMINISTRATOR).dm_permission(false);
    let triage = CreateCommand::new("Triage this message").kind(CommandType::Message);
    built("POST", COMMANDS, &backup);
    built("PUT", COMMANDS, &[backup, setup, triage]);
    built("PUT", "/api/v10/applications/1/guilds/2/commands", &Vec::<CreateCommand>::new());
}
