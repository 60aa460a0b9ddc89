/** Delivery of a datagram with reports by UDP. */
export interface ReportDelivery {
  /** Number of times that it is sent; 0: it is lost. */
  readonly copies: number;
  /** Number of later datagrams of the same kind of report that come before it. Of a kind, one at a time waits for others. */
  readonly after: number;
}

/** Most datagrams that can come before an earlier one. */
export const maxOvertaking = 100;

/** A datagram with reports that a fault is applied to. */
export interface ReportSubject {
  /** Kind of its reports. */
  readonly report: string;
  /** Address and port of its receiver. */
  readonly receiver: string;
}
