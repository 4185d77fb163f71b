// Generated from api/signaling.schema.json by `npm run generate`. Do not edit.

export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Acks: {
            "attendance.mark": components["schemas"]["Marked"];
            "call.end": components["schemas"]["Empty"];
            "hand.raise": components["schemas"]["Empty"];
            "ice.candidate": components["schemas"]["Empty"];
            "media.state": components["schemas"]["Empty"];
            "person.call": components["schemas"]["Empty"];
            "rollcall.close": components["schemas"]["Closed"];
            "roster.get": components["schemas"]["Roster"];
            "sdp.offer": components["schemas"]["Answer"];
            "session.hello": components["schemas"]["Session"];
            "session.leave": components["schemas"]["Empty"];
            "session.ping": components["schemas"]["Empty"];
            "snapshot.take": components["schemas"]["Snapshot"];
            "view.show": components["schemas"]["Empty"];
        };
        Answer: {
            audio_mid: string;
            sdp: string;
            slots: string[];
        };
        CallResult: {
            mark: string | null;
        };
        Candidate: {
            candidate: string | null;
            sdp_m_line_index: number | null;
            sdp_mid: string | null;
        };
        ClientMessage: {
            data: components["schemas"]["Hello"];
            id: string;
            /** @constant */
            type: "session.hello";
        } | {
            data: components["schemas"]["Empty"];
            id: string;
            /** @constant */
            type: "session.ping";
        } | {
            data: components["schemas"]["Empty"];
            id: string;
            /** @constant */
            type: "session.leave";
        } | {
            data: components["schemas"]["Offer"];
            id: string;
            /** @constant */
            type: "sdp.offer";
        } | {
            data: components["schemas"]["Candidate"];
            id: string;
            /** @constant */
            type: "ice.candidate";
        } | {
            data: components["schemas"]["Hand"];
            id: string;
            /** @constant */
            type: "hand.raise";
        } | {
            data: components["schemas"]["MediaReport"];
            id: string;
            /** @constant */
            type: "media.state";
        } | {
            data: components["schemas"]["Empty"];
            id: string;
            /** @constant */
            type: "roster.get";
        } | {
            data: components["schemas"]["View"];
            id: string;
            /** @constant */
            type: "view.show";
        } | {
            data: components["schemas"]["PersonRef"];
            id: string;
            /** @constant */
            type: "person.call";
        } | {
            data: components["schemas"]["Empty"];
            id: string;
            /** @constant */
            type: "call.end";
        } | {
            data: components["schemas"]["PersonRef"];
            id: string;
            /** @constant */
            type: "snapshot.take";
        } | {
            data: components["schemas"]["Mark"];
            id: string;
            /** @constant */
            type: "attendance.mark";
        } | {
            data: components["schemas"]["Empty"];
            id: string;
            /** @constant */
            type: "rollcall.close";
        };
        Closed: {
            counts: {
                [key: string]: number;
            };
        };
        Counts: {
            marks: {
                [key: string]: number;
            };
            presences: {
                [key: string]: number;
            };
            unmarked: number;
        };
        Empty: Record<string, never>;
        Going: {
            reason: string;
            url?: string;
        };
        Hand: {
            raised: boolean;
        };
        Hello: {
            resume_token?: string;
            ticket?: string;
            versions: number[];
        };
        ICEServer: {
            credential?: string;
            urls: string[];
            username?: string;
        };
        Invitee: {
            called_at: string | null;
            mark: string | null;
            mark_reason: string;
            marked_at: string | null;
            marked_by: string | null;
            name: string;
            number: string;
            on_line_at: string | null;
            person_id: string;
            presence: string;
            seq: number;
            snapshot_url: string | null;
        };
        InviteeState: {
            frozen_seconds: number;
            hand_raised: boolean;
            has_video: boolean;
            invitee: components["schemas"]["Invitee"];
            network?: components["schemas"]["Network"];
            /** @enum {string} */
            rung: "video" | "still" | "audio";
        };
        Mark: {
            person_id: string;
            reason: string;
            /** @enum {string} */
            status: "present" | "late" | "absent" | "excused" | "review";
        };
        Marked: {
            invitee: components["schemas"]["Invitee"];
        };
        MediaReport: {
            camera: boolean;
            microphone: boolean;
            /** @enum {string} */
            rung: "video" | "still" | "audio";
        };
        MediaWish: {
            camera: boolean;
            large: boolean;
            microphone: boolean;
        };
        Network: {
            bitrate_kbps: number;
            loss_percent: number;
            round_trip_ms: number;
        };
        Offer: {
            restart?: boolean;
            sdp: string;
        };
        OfficerReport: {
            on_line: boolean;
            speaking: boolean;
        };
        PersonRef: {
            person_id: string;
        };
        Place: {
            url: string;
        };
        Problem: {
            code: string;
            message: string;
        };
        Queue: {
            ahead: number;
        };
        RollCall: {
            id: string;
            state: string;
            station_name: string;
            title: string;
        };
        RollCallResult: {
            counts?: {
                [key: string]: number;
            };
            mark: string | null;
        };
        Roster: {
            invitees: components["schemas"]["Invitee"][];
        };
        Self: {
            mark: string | null;
            person_id: string;
            presence: string;
        };
        ServerMessage: {
            data: Record<string, never>;
            re: string;
            /** @constant */
            type: "ack";
        } | {
            data: components["schemas"]["Problem"];
            re: string;
            /** @constant */
            type: "error";
        } | {
            data: components["schemas"]["Candidate"];
            /** @constant */
            type: "ice.candidate";
        } | {
            data: components["schemas"]["InviteeState"];
            /** @constant */
            type: "invitee.changed";
        } | {
            data: components["schemas"]["Counts"];
            /** @constant */
            type: "roster.counts";
        } | {
            data: components["schemas"]["Empty"];
            /** @constant */
            type: "call.started";
        } | {
            data: components["schemas"]["CallResult"];
            /** @constant */
            type: "call.ended";
        } | {
            data: components["schemas"]["Queue"];
            /** @constant */
            type: "queue.position";
        } | {
            data: components["schemas"]["MediaWish"];
            /** @constant */
            type: "media.request";
        } | {
            data: components["schemas"]["OfficerReport"];
            /** @constant */
            type: "officer.state";
        } | {
            data: components["schemas"]["RollCallResult"];
            /** @constant */
            type: "rollcall.closed";
        } | {
            data: components["schemas"]["Place"];
            /** @constant */
            type: "session.elsewhere";
        } | {
            data: components["schemas"]["Going"];
            /** @constant */
            type: "session.going";
        };
        Session: {
            ice_servers: components["schemas"]["ICEServer"][];
            moved: boolean;
            nodes: string[];
            peer_id: string;
            resume_token: string;
            resumed: boolean;
            /** @enum {string} */
            role: "phone" | "officer";
            roll_call: components["schemas"]["RollCall"];
            self: components["schemas"]["Self"] | null;
            /** Format: date-time */
            server_time: string;
            slots_max: number;
            version: number;
        };
        SlotView: {
            person_id: string | null;
            slot: number;
        };
        Snapshot: {
            /** Format: date-time */
            at: string;
            height: number;
            snapshot_url: string;
            width: number;
        };
        View: {
            slots: components["schemas"]["SlotView"][];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
