/** Version of the wire. The server answers every version it has ever had; a pane that is too old is told to reload. */
export const PROTOCOL_VERSION = 1;
