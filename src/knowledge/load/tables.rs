//! Loads the tables that say what to do: steps, menus, versions, the checklist, the sentences.

use std::collections::BTreeMap;

use super::super::ids::StepId;
use super::super::ios::IosTable;
use super::super::menus::{Menus, Path};
use super::super::replies::Replies;
use super::super::version::Version;
use super::super::written::{self, Text};
use super::super::{BUILT_IN, Step, Tried};
use super::{Complaint, Loader};

impl Loader<'_> {
    pub(super) fn menus(&mut self) -> Menus {
        const FILE: &str = "menus.toml";
        let Some(written) = self.read::<written::Menus>(FILE) else { return Menus::default() };
        let mut menus = Menus { as_of: written.as_of, paths: BTreeMap::new() };
        for (id, menu) in written.paths {
            let mut since = BTreeMap::new();
            for (version, way) in &menu.since {
                match version.parse() {
                    Ok(version) => drop(since.insert(version, way.clone())),
                    Err(error) => {
                        self.complaints.push(Complaint::about(FILE, format!("the path {id:?}: {error}")));
                    }
                }
            }
            if since.is_empty() {
                self.complaints.push(Complaint::about(
                    FILE,
                    format!("the path {id:?} has no `since`; give one version at least"),
                ));
            }
            menus.paths.insert(id, Path { since, unknown: menu.unknown, grade: menu.grade });
        }
        menus
    }

    pub(super) fn version(&mut self, file: &str, written: &Text) -> Option<Version> {
        written.get_ref().parse().map_err(|error| self.complain(file, written, format!("{error}"))).ok()
    }

    pub(super) fn steps(&mut self, menus: &Menus, tried: &[Tried]) -> BTreeMap<StepId, Step> {
        const FILE: &str = "steps.toml";
        let written: BTreeMap<String, written::Step> = self.read(FILE).unwrap_or_default();
        written
            .into_iter()
            .map(|(id, step)| {
                let id = StepId(id);
                (id.clone(), self.step(FILE, id, step, menus, tried))
            })
            .collect()
    }

    fn step(
        &mut self,
        file: &str,
        id: StepId,
        written: written::Step,
        menus: &Menus,
        tried: &[Tried],
    ) -> Step {
        if let Some(path) = written.path.as_ref().filter(|path| !menus.contains(path.get_ref())) {
            self.complain_of(
                "menus.toml",
                file,
                path,
                format!("menus.toml has no path {:?}; add it there or correct the name", path.get_ref()),
            );
        }
        if let Some(name) =
            written.tried.as_ref().filter(|name| !tried.iter().any(|tried| tried.id == *name.get_ref()))
        {
            self.complain_of(
                "steps-tried.toml",
                file,
                name,
                format!("steps-tried.toml has no {:?}; add it there or correct the name", name.get_ref()),
            );
        }
        if written.can_lose_data && (written.caution.is_none() || written.needs.is_none()) {
            let message =
                format!("the step {:?} can lose data, so it needs `caution` and `needs`", id.as_str());
            self.complaints.push(Complaint::about(file, message));
        }
        let ios = written.ios.as_ref();
        Step {
            title: written.title,
            how: written.r#do,
            path: written.path.map(|path| path.into_inner()),
            level: written.level,
            caution: written.caution,
            check: written.check,
            tried: written.tried.map(|tried| tried.into_inner()),
            can_lose_data: written.can_lose_data,
            needs: written.needs,
            grade: written.grade,
            sources: written.sources,
            ios: (
                ios.and_then(|range| range.min.as_ref()).and_then(|min| self.version(file, min)),
                ios.and_then(|range| range.max.as_ref()).and_then(|max| self.version(file, max)),
            ),
            id,
        }
    }

    pub(super) fn checklist(&mut self, steps: &BTreeMap<StepId, Step>) -> Vec<StepId> {
        const FILE: &str = "checklist.toml";
        let Some(written) = self.read::<written::Checklist>(FILE) else { return Vec::new() };
        if written.sources.is_empty() {
            self.complaints
                .push(Complaint::about(FILE, "`sources` is empty; name where the order comes from"));
        }
        self.step_ids(FILE, &written.steps, steps)
    }

    pub(super) fn ios(&mut self) -> IosTable {
        const FILE: &str = "ios.toml";
        let Some(written) = self.read::<written::Ios>(FILE) else { return IosTable::default() };
        for device in &written.device {
            let known = device
                .restart
                .as_ref()
                .is_none_or(|id| written.force_restart.iter().any(|way| way.id == *id));
            if !known {
                let message = format!(
                    "the device {:?} names a force restart that the file does not define",
                    device.name
                );
                self.complaints.push(Complaint::about(FILE, message));
            }
        }
        for build in &written.build {
            if let Err(error) = build.version.parse::<Version>() {
                self.complaints.push(Complaint::about(FILE, format!("build {}: {error}", build.build)));
            }
        }
        IosTable {
            as_of: written.as_of,
            never_released: written.never_released,
            highest_minor: written.highest_minor,
            backup_floor: written.backup_floor,
            majors: written.major,
            builds: written.build,
            devices: written.device,
            force_restarts: written.force_restart,
        }
    }

    pub(super) fn replies(&mut self) -> Replies {
        const FILE: &str = "replies.en.toml";
        let Some(written) = self.read::<written::Replies>(FILE) else { return Replies::default() };
        let ours = BUILT_IN.iter().find(|(name, _)| *name == FILE).map_or("", |(_, text)| text);
        let needed: BTreeMap<String, String> = toml::from_str(ours).unwrap_or_default();
        for name in needed.keys().filter(|name| !written.0.contains_key(*name)) {
            self.complaints.push(Complaint::about(
                FILE,
                format!("the sentence {name:?} is missing; copy it from the project's own file"),
            ));
        }
        Replies { sentences: written.0 }
    }
}
