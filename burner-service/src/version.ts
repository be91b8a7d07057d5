/** Version of the desk service, as hello and pairing say it. */
export const deskVersion = '0.1.0';
