//! New digests in the place of old ones: in Dockerfiles, and in the constant of the base image.
//! What is not the image's name stays byte for byte.

use crate::exchange::description::BaseImage;
use crate::rules::unlisted_base_image::Reference;

use super::dockerfiles::Dockerfile;

/// What a base image becomes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bump<'b> {
    /// The base image as it is.
    pub(super) base: &'b BaseImage,
    /// Every base image of the app.
    pub(super) all: &'b [BaseImage],
    /// Its new digest.
    pub(super) digest: &'b str,
    /// Its new tag, if it gets one.
    pub(super) tag: Option<&'b str>,
}

/// Whether an image of a Dockerfile is this base image: by its digest, or by its tag if the digest
/// is no other's; without both, if no other is of the repository.
pub(super) fn is_meant(image: &str, base: &BaseImage, all: &[BaseImage]) -> bool {
    let reference = Reference::of(image);
    if !reference.is_of(&base.repository) {
        return false;
    }
    let same: Vec<_> = all.iter().filter(|it| reference.is_of(&it.repository)).collect();
    if let Some(found) = same.iter().find(|it| reference.digest == Some(&it.digest)) {
        return found.tag == base.tag;
    }
    if let Some(found) = same.iter().find(|it| reference.tag == Some(&it.tag)) {
        return found.tag == base.tag;
    }
    same.len() == 1
}

impl Bump<'_> {
    /// A name with the new digest, and with the new tag if it had one.
    fn renamed(&self, image: &str) -> String {
        let Reference { repository, tag, .. } = Reference::of(image);
        let tag = tag.map(|tag| format!(":{}", self.tag.unwrap_or(tag))).unwrap_or_default();
        format!("{repository}{tag}@{}", self.digest)
    }

    /// A Dockerfile with the new digest, and the images that cannot be rewritten: those whose name
    /// is put together from several parts.
    pub(super) fn dockerfile<'d>(&self, dockerfile: &'d Dockerfile) -> (String, Vec<&'d str>) {
        let text = &dockerfile.file.text;
        let (mut places, mut left) = (Vec::new(), Vec::new());
        for image in &dockerfile.images {
            let Some(name) = image.name.as_deref() else { continue };
            if !is_meant(name, self.base, self.all) {
                continue;
            }
            match image.place {
                Some(place) => places.push((place, self.renamed(name))),
                None if Reference::of(name).digest == Some(self.digest) => {}
                None => left.push(name),
            }
        }
        // Two stages may be built on one `ARG`.
        places.sort();
        places.dedup();
        let mut new = text.clone();
        for ((start, end), name) in places.into_iter().rev() {
            new.replace_range(start..end, &name);
        }
        (new, left)
    }

    /// A source file with the new digest in the constant of the base image; `None` if the constant
    /// is not found for certain.
    pub(super) fn constant(&self, source: &str) -> Option<String> {
        let digest = format!("\"{}\"", self.base.digest);
        let (before, after) = source.split_once(&digest)?;
        if after.contains(&digest) {
            return None;
        }
        let between = before.trim_end().strip_suffix(',')?.trim_end();
        let old = format!("\"{}\"", self.base.tag);
        let head = between.strip_suffix(&old)?;
        let tag = format!("\"{}\"", self.tag.unwrap_or(&self.base.tag));
        let space = &before[between.len()..];
        Some(format!("{head}{tag}{space}\"{}\"{after}", self.digest))
    }
}
