/** Zero counts of ended connections, by reason. */
export const noEnds = {
  /** The client ended it. */
  client: 0,
  /** The client reset it, or disappeared while output was sent to it. */
  'client-reset': 0,
  /** It had its reply and was closed as agreed: `Connection: close`, or the maintenance port's one message. */
  served: 0,
  /** HTTP: no request for too long. */
  'idle-timeout': 0,
  /** Idle for longest while the port was at its limit: it made room for a new connection. */
  'idle-at-limit': 0,
  /** HTTPS: the TLS handshake took too long. */
  'handshake-timeout': 0,
  /** HTTPS: no TLS handshake, such as for plain HTTP, or one that the client broke off. */
  'handshake-failed': 0,
  /** HTTP: a request's headers took too long. */
  'header-timeout': 0,
  /** HTTP: a request's body took too long. */
  'request-timeout': 0,
  /** Maintenance: a message took too long. */
  'message-timeout': 0,
  /** The client took none of its output for too long. */
  'write-timeout': 0,
  /** Maintenance: the client did not send its FIN after ours. */
  linger: 0,
  /** HTTP: the bytes that arrived are not HTTP. */
  'not-http': 0,
  /** HTTP: headers or chunk extensions too long. */
  'too-large': 0,
  /** Maintenance: a message too long. */
  'line-too-long': 0,
  /** HTTP: too many requests open at the same time. */
  'too-many-requests': 0,
  /** HTTP: too many bytes held for the client. */
  'buffer-full': 0,
  /** A blackout began, or one in which the port never replies ended. */
  blackout: 0,
  /** A fault ended it, or kept it without a reply until its time was over. */
  fault: 0,
  /** The simulator closed. */
  closing: 0,
};

/** Why a connection has ended. */
export type EndReason = keyof typeof noEnds;

/** Ends that are logged as warnings: a well-behaved client never causes them, or the port is at its limit. */
export const warnedEnds: ReadonlySet<EndReason> = new Set([
  'handshake-timeout',
  'handshake-failed',
  'header-timeout',
  'request-timeout',
  'message-timeout',
  'write-timeout',
  'not-http',
  'too-large',
  'line-too-long',
  'too-many-requests',
  'buffer-full',
  'idle-at-limit',
]);
