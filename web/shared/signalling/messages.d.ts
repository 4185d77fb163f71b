// Generated from api/signaling.schema.json by `npm run generate`. Do not edit.

export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Acks: {
            "attendance.confirm": components["schemas"]["Confirmed"];
            "attendance.mark": components["schemas"]["Marked"];
            "auto.set": components["schemas"]["Empty"];
            "call.end": components["schemas"]["Empty"];
            "call.next": components["schemas"]["Next"];
            "camera.report": components["schemas"]["Empty"];
            "hand.lower": components["schemas"]["Empty"];
            "hand.raise": components["schemas"]["Empty"];
            "ice.candidate": components["schemas"]["Empty"];
            "lead.give": components["schemas"]["Empty"];
            "lead.take": components["schemas"]["Empty"];
            "listen.set": components["schemas"]["Empty"];
            "location.report": components["schemas"]["Empty"];
            "media.state": components["schemas"]["Empty"];
            "person.call": components["schemas"]["Empty"];
            "person.mute": components["schemas"]["Empty"];
            "person.recall": components["schemas"]["Recalled"];
            "rollcall.close": components["schemas"]["Closed"];
            "roster.get": components["schemas"]["Roster"];
            "sdp.offer": components["schemas"]["Answer"];
            "session.hello": components["schemas"]["Session"];
            "session.leave": components["schemas"]["Empty"];
            "session.ping": components["schemas"]["Empty"];
            "snapshot.take": components["schemas"]["Snapshot"];
            "speech.set": components["schemas"]["Empty"];
            "text.send": components["schemas"]["Reached"];
            "view.show": components["schemas"]["Empty"];
        };
        Answer: {
            audio_mid: string;
            sdp: string;
            slots: string[];
        };
        Asked: {
            attempt: number;
            /** Format: date-time */
            begins_at: string;
            /** Format: date-time */
            deadline: string;
            digits: string;
            gestures: string[];
            /** @enum {string} */
            kind: "digits" | "gestures";
            step_ms: number;
            straight_ms: number;
        };
        Auto: {
            on: boolean;
            seconds: number;
        };
        CallResult: {
            mark: string | null;
            seen: boolean;
        };
        Camera: {
            label: string;
            mean_gap_us: number;
            pictures: number;
            spread_us: number;
        };
        Candidate: {
            candidate: string | null;
            sdp_m_line_index: number | null;
            sdp_mid: string | null;
        };
        Challenge: {
            /** Format: date-time */
            asked_at: string;
            attempt: number;
            /** Format: date-time */
            deadline: string;
            digits?: string;
            frames?: components["schemas"]["ShotFrame"][];
            frames_url?: string;
            gestures?: string[];
            /** @enum {string} */
            kind: "digits" | "gestures";
            picture_url?: string;
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
        } | {
            data: components["schemas"]["Location"];
            id: string;
            /** @constant */
            type: "location.report";
        } | {
            data: components["schemas"]["Camera"];
            id: string;
            /** @constant */
            type: "camera.report";
        } | {
            data: components["schemas"]["Empty"];
            id: string;
            /** @constant */
            type: "call.next";
        } | {
            data: components["schemas"]["People"];
            id: string;
            /** @constant */
            type: "person.recall";
        } | {
            data: components["schemas"]["Auto"];
            id: string;
            /** @constant */
            type: "auto.set";
        } | {
            data: components["schemas"]["People"];
            id: string;
            /** @constant */
            type: "attendance.confirm";
        } | {
            data: components["schemas"]["Speech"];
            id: string;
            /** @constant */
            type: "speech.set";
        } | {
            data: components["schemas"]["Listen"];
            id: string;
            /** @constant */
            type: "listen.set";
        } | {
            data: components["schemas"]["Mute"];
            id: string;
            /** @constant */
            type: "person.mute";
        } | {
            data: components["schemas"]["PersonRef"];
            id: string;
            /** @constant */
            type: "hand.lower";
        } | {
            data: components["schemas"]["Text"];
            id: string;
            /** @constant */
            type: "text.send";
        } | {
            data: components["schemas"]["Empty"];
            id: string;
            /** @constant */
            type: "lead.take";
        } | {
            data: components["schemas"]["StaffRef"];
            id: string;
            /** @constant */
            type: "lead.give";
        };
        Closed: {
            counts: {
                [key: string]: number;
            };
        };
        Confirmed: {
            person_ids: string[];
            refused: components["schemas"]["Refused"][];
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
        Finding: {
            /** Format: date-time */
            at: string;
            attempt: number;
            code: string;
            evidence: string;
            value: number;
            /** @enum {string} */
            weight: "fact" | "hint" | "asks";
        };
        Fix: {
            accuracy_m: number;
            /** @enum {string} */
            datum: "wgs84" | "gcj02";
            lat: number;
            lng: number;
            /** Format: date-time */
            taken_at: string;
        };
        Going: {
            reason: string;
            url?: string;
        };
        Hand: {
            raised: boolean;
        };
        HandReport: {
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
            challenge?: components["schemas"]["Challenge"];
            findings?: components["schemas"]["Finding"][];
            mark: string | null;
            mark_reason: string;
            marked_at: string | null;
            marked_by: string | null;
            name: string;
            number: string;
            on_line_at: string | null;
            person_id: string;
            presence: string;
            proposal?: string;
            seq: number;
            snapshot_url: string | null;
        };
        InviteeState: {
            /** @enum {string} */
            answer: "" | "seen" | "none";
            calls: number;
            frozen_seconds: number;
            hand_at: string | null;
            hand_raised: boolean;
            has_video: boolean;
            invitee: components["schemas"]["Invitee"];
            muted: boolean;
            network?: components["schemas"]["Network"];
            /** @enum {string} */
            rung: "video" | "low" | "still" | "audio" | "telephone";
            /** @enum {string} */
            trouble: "" | "not_connected" | "nothing" | "camera_off" | "no_camera" | "format" | "screen" | "too_much";
            /** @enum {string} */
            worst_rung: "video" | "low" | "still" | "audio" | "telephone";
        };
        Listen: {
            /** @enum {string} */
            to: "called" | "lead";
        };
        Location: {
            fix?: components["schemas"]["Fix"];
            /** @enum {string} */
            none?: "denied" | "timeout" | "unavailable";
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
            network?: components["schemas"]["Network"];
            /** @enum {string} */
            rung: "video" | "low" | "still" | "audio" | "telephone";
        };
        MediaWish: {
            camera: boolean;
            large: boolean;
            microphone: boolean;
            muted: boolean;
            /** @enum {string} */
            rung: "video" | "low" | "still" | "audio";
            small: boolean;
        };
        Mute: {
            muted: boolean;
            person_id: string;
        };
        Network: {
            bitrate_kbps: number;
            loss_percent: number;
            round_trip_ms: number;
        };
        Next: {
            person_id: string | null;
        };
        Offer: {
            restart?: boolean;
            sdp: string;
        };
        OfficerReport: {
            on_line: boolean;
            speaking: boolean;
            to_all: boolean;
        };
        People: {
            person_ids: string[];
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
        Reached: {
            phones: number;
        };
        Recalled: {
            person_ids: string[];
        };
        Refused: {
            code: string;
            person_id: string;
        };
        RollCall: {
            id: string;
            recorded: boolean;
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
        Said: {
            /** Format: date-time */
            at: string;
            person_id: string | null;
            seq: number;
            text: string;
        };
        Self: {
            mark: string | null;
            person_id: string;
            presence: string;
        };
        ServerMessage: {
            data: components["schemas"]["Asked"];
            /** @constant */
            type: "challenge.started";
        } | {
            data: components["schemas"]["Empty"];
            /** @constant */
            type: "challenge.ended";
        } | {
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
        } | {
            data: components["schemas"]["Walk"];
            /** @constant */
            type: "auto.state";
        } | {
            data: components["schemas"]["HandReport"];
            /** @constant */
            type: "hand.state";
        } | {
            data: components["schemas"]["Staff"];
            /** @constant */
            type: "staff.state";
        } | {
            data: components["schemas"]["Said"];
            /** @constant */
            type: "text.sent";
        };
        Session: {
            ice_servers: components["schemas"]["ICEServer"][];
            layers: boolean;
            moved: boolean;
            nodes: string[];
            peer_id: string;
            resume_token: string;
            resumed: boolean;
            /** @enum {string} */
            role: "phone" | "officer" | "watcher";
            roll_call: components["schemas"]["RollCall"];
            self: components["schemas"]["Self"] | null;
            /** Format: date-time */
            server_time: string;
            slots_max: number;
            version: number;
        };
        ShotFrame: {
            bytes: number;
            offset_ms: number;
            step: number;
        };
        SlotView: {
            large?: boolean;
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
        Speech: {
            to_all: boolean;
        };
        Staff: {
            lead_id: string | null;
            seats: components["schemas"]["StaffSeat"][];
            to_all: boolean;
        };
        StaffRef: {
            staff_id: string;
        };
        StaffSeat: {
            name: string;
            on_line: boolean;
            staff_id: string;
        };
        Text: {
            person_id: string | null;
            text: string;
        };
        View: {
            slots: components["schemas"]["SlotView"][];
        };
        Walk: {
            ends_at: string | null;
            on: boolean;
            person_id: string | null;
            remaining: number;
            seconds: number;
            staff_id: string | null;
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
