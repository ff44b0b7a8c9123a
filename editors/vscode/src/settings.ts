// The settings the server reads: the keys of onrecord.toml, and of those only what somebody has set.

import { workspace, type ConfigurationScope } from 'vscode';

const KEYS = ['corpus', 'notes', 'actors', 'bibliography', 'profile', 'rules'] as const;

/**
 * The settings as the server wants them. A default of ours must not stand over the workspace's onrecord.toml, so a key
 * that nobody set is left out.
 */
export function serverSettings(scope?: ConfigurationScope): Record<string, unknown> {
  const configuration = workspace.getConfiguration('onrecord', scope);
  return Object.fromEntries(
    KEYS.filter((key) => {
      const set = configuration.inspect(key);
      return [set?.globalValue, set?.workspaceValue, set?.workspaceFolderValue].some((value) => value !== undefined);
    }).map((key) => [key, configuration.get(key)]),
  );
}
