// The settings for the server: the keys of onrecord.toml that are set in VS Code.

import { workspace, type ConfigurationScope } from 'vscode';

const KEYS = ['corpus', 'notes', 'actors', 'bibliography', 'profile', 'rules'] as const;

/**
 * The settings for the server. Leaves out keys that are not set, since a default must not override the workspace's
 * onrecord.toml.
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
