// How changesets writes each CHANGELOG.md; `.changeset/config.json` names this file. In plain JavaScript, since a release may run on
// any Node.

/** A change as a point of the list, without its commit: a hash alone leads a user nowhere. */
function getReleaseLine({ summary }) {
  const [first, ...more] = summary.trim().split('\n')
  return [`- ${first}`, ...more.map((line) => (line === '' ? '' : `  ${line}`))].join('\n')
}

/** One line for them all: the packages are released together, and each tells its own changes. */
function getDependencyReleaseLine(_changes, updated) {
  if (updated.length === 0) return ''
  return `- Goes with ${updated.map(({ name, newVersion }) => `\`${name}\` ${newVersion}`).join(', ')}.`
}

export default { getReleaseLine, getDependencyReleaseLine }
