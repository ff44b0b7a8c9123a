// Shows the locations of a code lens, which the server sends, in VS Code's list.

import { commands, Location, Position, Range, Uri } from 'vscode';
import type { StaticFeature } from 'vscode-languageclient/node';
import type { Location as Sent } from './page';

/** The command of the server's lenses, which it uses only for clients that announce it. */
export const SHOW_REFERENCES = 'onrecord.showReferences';

/** Shows locations in VS Code's own list. */
export async function showReferences(uri: string, at: Sent['range']['start'], places: readonly Sent[]): Promise<void> {
  const position = ({ line, character }: Sent['range']['start']) => new Position(line, character);
  const locations = places.map(
    ({ uri, range }) => new Location(Uri.parse(uri), new Range(position(range.start), position(range.end))),
  );
  await commands.executeCommand('editor.action.showReferences', Uri.parse(uri), position(at), locations);
}

/** Announces to the server the commands that the client runs itself. */
export const announcement: StaticFeature = {
  fillClientCapabilities: (capabilities) => {
    capabilities.experimental = { ...(capabilities.experimental as object), commands: { commands: [SHOW_REFERENCES] } };
  },
  initialize: () => {},
  getState: () => ({ kind: 'static' }),
  clear: () => {},
};
