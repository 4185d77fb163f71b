// Generated from api/mobile.yaml by `npm run generate`. Do not edit.

export interface paths {
    "/v1/activations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Turn an activation code into a signed-in device */
        post: operations["activateDevice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/appeals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My appeals, newest first, at most 50 */
        get: operations["listMyAppeals"];
        put?: never;
        /** Appeal something recorded of me; the evidence is attached by itself */
        post: operations["fileAppeal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/appeals/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take an open appeal back */
        post: operations["withdrawAppeal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/appeals/with-pictures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Appeal something recorded of me, with pictures of my own */
        post: operations["fileAppealWithPictures"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/checkin-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My check-ins of any status, newest first */
        get: operations["listMyCheckins"];
        put?: never;
        /** Check in by my own wish; one that is open is returned */
        post: operations["startOwnCheckin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/checkin-requests/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of my check-ins */
        get: operations["getCheckinRequest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/checkin-requests/{id}/challenge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What to do in front of the camera; asking again soon brings the same */
        get: operations["getChallenge"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/checkin-requests/{id}/submission": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hand in a check-in; an exact retry answers 200 with the same */
        post: operations["submitCheckin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/device/sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign this device out for good */
        post: operations["signOutDevice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/drawn-checkins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My newest check-ins that opened at drawn times, at most 200, with the rules they were drawn by */
        get: operations["listDrawn"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/draws": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Commitments of drawn times, with the seeds of days that are over */
        get: operations["listDraws"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/leaves": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My leaves, newest first, at most 50 */
        get: operations["listMyLeaves"];
        put?: never;
        /** Ask for leave */
        post: operations["applyForLeave"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/leaves/{id}/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Report that I am back */
        post: operations["reportReturn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/leaves/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take back an application, or a leave that has not begun */
        post: operations["withdrawLeave"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/leaves/with-papers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask for leave, with papers that speak for it */
        post: operations["applyForLeaveWithPapers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/looks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who looked at my record, newest first */
        get: operations["listMyLooks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who I am */
        get: operations["getMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My messages, newest first */
        get: operations["listMessages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/messages/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of my messages */
        get: operations["getMessage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/messages/{id}/receipts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tell that a message was delivered, shown or opened */
        post: operations["putReceipt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/papers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The bytes of a paper that I sent with a leave or an appeal: a JPEG or PNG picture or a PDF */
        get: operations["getMyPaper"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The privacy policy, and what I answered */
        get: operations["getPolicy"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/policy/answers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that I have read the privacy policy, and what I agree to */
        post: operations["answerPolicy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/push/config": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which push channels there are */
        get: operations["getPushConfig"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/push/subscriptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add this phone's address on a channel */
        post: operations["subscribePush"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/push/subscriptions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Drop an address */
        delete: operations["unsubscribePush"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/record": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is held about me, and the rules that hold for me */
        get: operations["getMyRecord"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/roll-calls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My roll calls, newest first, with what was seen of me and how I was marked */
        get: operations["listOwnRollCalls"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/roll-calls/{id}/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say why I cannot take part right now: a note for the officer, which decides nothing; I may still join */
        post: operations["declineRollCall"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/roll-calls/{id}/join": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Get a ticket to a running roll call */
        post: operations["joinRollCall"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/team": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My correction team, the lead first, and my station */
        get: operations["getMyTeam"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What else happened to me, newest first: transfers, changes of what is asked of me, phones, and questions about me that were answered */
        get: operations["listMyTimeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/today": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What I have to do and have done */
        get: operations["getToday"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Exchange a refresh token for new tokens */
        post: operations["refreshTokens"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Activated: {
            /** Format: date-time */
            access_expires_at: string;
            /** @description For the header Authorization: Bearer */
            access_token: string;
            device_id: string;
            person: components["schemas"]["PersonRef"];
            refresh_token: string;
            /** Format: date-time */
            server_time: string;
        };
        Activation: {
            /** @description Case, spaces and dashes don't matter. */
            code: string;
            /** @description How the phone describes itself; cut to 80 characters. */
            name: string;
            /** @description SubjectPublicKeyInfo of an ECDSA P-256 key, DER in base64url */
            public_key: string;
            /** @description base64url of r ‖ s (64 bytes) over "diandao.activate.v1\n" followed by code as sent */
            signature: string;
        };
        Appeal: {
            /**
             * @description Empty against a sanction
             * @enum {string}
             */
            against: "" | "present" | "late" | "absent" | "excused" | "review" | "not_reached";
            /** Format: date */
            day: string;
            /** Format: date-time */
            decided_at: string | null;
            /**
             * Format: date-time
             * @description By when there is an answer
             */
            due_at: string;
            /** @description Codes of what was attached by itself: notices, the app, findings */
            facts: string[];
            id: string;
            /**
             * @description What the record was changed to; empty when it was not
             * @enum {string}
             */
            new_status: "" | "present" | "late" | "absent" | "excused" | "review" | "not_reached";
            /** Format: date-time */
            opened_at: string;
            /** @description What I sent along */
            pictures: components["schemas"]["Paper"][];
            /** @description Of the decision */
            reason: string;
            /**
             * @description Empty against an attendance
             * @enum {string}
             */
            sanction: "admonition" | "warning" | "penalty" | "recall" | "";
            /** @enum {string} */
            source: "checkin" | "rollcall" | "sanction";
            /** @description Check-in request, roll call or sanction */
            source_id: string;
            /** @enum {string} */
            status: "open" | "upheld" | "refused" | "withdrawn";
            text: string;
        };
        Cause: {
            /** Format: date-time */
            at: string | null;
            /** @example notice_not_delivered */
            code: string;
            /**
             * Format: int64
             * @description Of how many, when value is a count
             */
            of: number;
            /**
             * Format: int64
             * @description Percent, or a count, as the code says
             */
            value: number;
        };
        Challenge: {
            /** @description To be read out on the recording; empty when nothing is recorded */
            digits: string;
            /** Format: date-time */
            expires_at: string;
            /**
             * Format: date-time
             * @description To be given back with the frames
             */
            issued_at: string;
            /** @description To be given back with the frames */
            nonce: string;
            /** @description Empty when only digits are to be read out */
            steps: components["schemas"]["ChallengeStep"][];
        };
        ChallengeStep: {
            /** @enum {string} */
            colour: "red" | "green" | "blue";
            /** @enum {string} */
            gesture: "turn_left" | "turn_right" | "nod" | "blink";
        };
        Condition: {
            answer: string;
            question_id: string;
        };
        Decision: {
            /** Format: date-time */
            at: string;
            /** @enum {string} */
            kind: "accept" | "reject" | "ask_again";
            /** @description In the officer's words; empty for one that was accepted without any */
            reason: string;
        };
        Decline: {
            /** @enum {string} */
            reason: "at_work" | "driving" | "unwell" | "caring" | "poor_network" | "other";
        };
        Declined: {
            /** Format: date-time */
            at: string;
            /** @enum {string} */
            reason: "at_work" | "driving" | "unwell" | "caring" | "poor_network" | "other";
        };
        Device: {
            id: string;
            name: string;
        };
        Distance: {
            /**
             * Format: int64
             * @description After so many the station may propose a heavier one
             */
            count: number;
            /** @enum {string} */
            from: "admonition" | "warning" | "penalty" | "recall";
            /** Format: int64 */
            have: number;
            /** Format: int64 */
            left: number;
            /** @enum {string} */
            to: "admonition" | "warning" | "penalty" | "recall";
        };
        Draw: {
            /** @description SHA-256, hex, of "diandao.draw.v1\n", the day, "\n" and the 32 bytes of the seed */
            commitment: string;
            /** Format: date-time */
            committed_at: string;
            /** Format: date */
            day: string;
            /** @description Hex; empty until the day is over everywhere */
            seed: string;
        };
        Drawn: {
            /** Format: date */
            day: string;
            /** Format: date-time */
            opens_at: string;
            request_id: string;
            rule: components["schemas"]["DrawRule"];
            title: string;
        };
        DrawRule: {
            /**
             * Format: int64
             * @description Of a window
             */
            length_minutes: number;
            /**
             * Format: int64
             * @description Least time between two windows
             */
            min_gap_minutes: number;
            /**
             * @description Wall clock in zone: when the range begins
             * @example 08:00
             */
            opens_at: string;
            /**
             * Format: int64
             * @description Of the range
             */
            span_minutes: number;
            /**
             * Format: int64
             * @description Windows a day
             */
            times: number;
            /** @description IANA */
            zone: string;
        };
        Fence: {
            /** @description Of a polygon: of the circle around it */
            center: components["schemas"]["Point"];
            /** @enum {string} */
            keep: "inside" | "outside";
            /**
             * Format: double
             * @description Of a polygon: of the circle around it
             */
            radius_m: number;
            /** @description 3 to 64 that make it a polygon, each once; absent for a circle */
            vertices?: components["schemas"]["Point"][] | null;
        };
        Finding: {
            /** @example in_time */
            code: string;
            /** @description What it was seen in: photo, surroundings, voice, location, answer:q1, received_at */
            evidence: string;
            /**
             * Format: double
             * @description Metres or seconds, as the code says; 0 when it says neither
             */
            value: number;
            /** @enum {string} */
            weight: "fact" | "asks";
        };
        Held: {
            /** Format: int64 */
            count: number;
            /** @enum {string} */
            kind: "checkin_photo" | "checkin_surroundings" | "checkin_voice" | "checkin_frames" | "rollcall_snapshot" | "rollcall_recording" | "enrolment_photo" | "leave_paper" | "appeal_paper" | "sanction_paper";
            /** Format: date-time */
            newest: string;
            /** Format: date-time */
            oldest: string;
            /**
             * Format: date
             * @description It is kept until then; after this day it is destroyed, where the deployment is set to destroy
             */
            until: string;
        };
        Leave: {
            /** Format: date-time */
            applied_at: string;
            /** Format: int64 */
            days: number;
            /** Format: date */
            from_day: string;
            id: string;
            /**
             * @description Who decides, by its length
             * @enum {string}
             */
            level: "city" | "district" | "station";
            /** @description What came with the application */
            papers: components["schemas"]["Paper"][];
            place: string;
            reason: string;
            /** Format: date-time */
            returned_at: string | null;
            /** @enum {string} */
            status: "applied" | "approved" | "refused" | "withdrawn" | "returned";
            /** Format: date */
            to_day: string;
        };
        LeaveApplication: {
            /** Format: date */
            from_day: string;
            place: string;
            reason: string;
            /** Format: date */
            to_day: string;
        };
        LeaveDetail: {
            /** Format: date-time */
            applied_at: string;
            /** Format: int64 */
            days: number;
            /** Format: date */
            from_day: string;
            id: string;
            /**
             * @description Who decides, by its length
             * @enum {string}
             */
            level: "city" | "district" | "station";
            /** @description What came with the application */
            papers: components["schemas"]["Paper"][];
            place: string;
            reason: string;
            /** Format: date-time */
            returned_at: string | null;
            /** @enum {string} */
            status: "applied" | "approved" | "refused" | "withdrawn" | "returned";
            /** @description Oldest first */
            steps: components["schemas"]["LeaveStep"][];
            /** Format: date */
            to_day: string;
        };
        LeaveStep: {
            /** Format: date-time */
            at: string;
            /** @enum {string} */
            kind: "applied" | "proposed" | "approved" | "refused" | "withdrawn" | "cut_short" | "returned";
            reason: string;
        };
        ListAppeal: {
            items: components["schemas"]["Appeal"][];
            /** @description null on the last page */
            next_cursor: string | null;
        };
        ListDraw: {
            items: components["schemas"]["Draw"][];
            /** @description null on the last page */
            next_cursor: string | null;
        };
        ListDrawn: {
            items: components["schemas"]["Drawn"][];
            /** @description null on the last page */
            next_cursor: string | null;
        };
        ListLeave: {
            items: components["schemas"]["Leave"][];
            /** @description null on the last page */
            next_cursor: string | null;
        };
        ListLook: {
            items: components["schemas"]["Look"][];
            /** @description null on the last page */
            next_cursor: string | null;
        };
        ListMessage: {
            items: components["schemas"]["Message"][];
            /** @description null on the last page */
            next_cursor: string | null;
        };
        ListOwnRollCall: {
            items: components["schemas"]["OwnRollCall"][];
            /** @description null on the last page */
            next_cursor: string | null;
        };
        ListRequest: {
            items: components["schemas"]["Request"][];
            /** @description null on the last page */
            next_cursor: string | null;
        };
        ListTimelineItem: {
            items: components["schemas"]["TimelineItem"][];
            /** @description null on the last page */
            next_cursor: string | null;
        };
        Look: {
            /** Format: date-time */
            at: string;
            id: string;
            /** @enum {string} */
            kind: "file" | "pictures" | "recording" | "papers" | "places";
            /** @description Empty where the city does not show it */
            name: string;
            /** @enum {string} */
            role: "officer" | "supervisor" | "social_worker" | "volunteer" | "specialist" | "procurator" | "admin" | "";
            /** @description Name of the station or office */
            unit: string;
        };
        Me: {
            device: components["schemas"]["Device"];
            person: components["schemas"]["Person"];
            station: components["schemas"]["Station"];
        };
        Message: {
            /** Format: date-time */
            created_at: string;
            /**
             * Format: date-time
             * @description Of a planned roll call: when it begins
             */
            expires_at: string;
            id: string;
            /** @enum {string} */
            kind: "checkin_open" | "checkin_reminder" | "checkin_decided" | "rollcall_ring" | "leave_decided" | "appeal_decided" | "window_extended" | "rollcall_planned" | "rollcall_recall" | "rollcall_cancelled" | "sanction_decided";
            /** Format: date-time */
            opened_at: string | null;
            /** @description The check-in request or roll call it is about */
            subject_id: string;
        };
        MessageReceipt: {
            /**
             * @description The channel it came by
             * @enum {string}
             */
            channel: "inbox" | "fcm" | "webpush";
            /** @enum {string} */
            receipt: "delivered" | "shown" | "opened";
        };
        MyTeam: {
            items: components["schemas"]["TeamMember"][];
            /** @description null on the last page */
            next_cursor: string | null;
            /** @description Whom to ring where nobody of the team has a number */
            station: components["schemas"]["Station"];
        };
        NewAppeal: {
            /** @enum {string} */
            source: "checkin" | "rollcall" | "sanction";
            /** Format: uuid */
            source_id: string;
            text: string;
        };
        NewPolicyAnswer: {
            /**
             * @description Whether my face may be used
             * @enum {string}
             */
            face: "yes" | "no";
            /**
             * @description In which I read it
             * @enum {string}
             */
            language: "zh-CN" | "en";
            /** Format: uuid */
            policy_id: string;
            /**
             * @description Whether a sentence may be recorded where the face is not used
             * @enum {string}
             */
            voice: "yes" | "no";
        };
        Outcome: {
            findings: components["schemas"]["Finding"][];
            /**
             * Format: date-time
             * @description When it counts as made
             */
            made_at: string;
            /** Format: date-time */
            received_at: string;
            /** @enum {string} */
            status: "open" | "accepted" | "late" | "review" | "rejected" | "missed" | "not_reached" | "cancelled";
        };
        OwnFinding: {
            /** Format: date-time */
            at: string;
            /** @example face_match */
            code: string;
            /**
             * Format: double
             * @description Likeness, metres, seconds or a count, as the code says
             */
            value: number;
            /**
             * @description fact is stated; the others are for the officer to look at, who decides
             * @enum {string}
             */
            weight: "fact" | "hint" | "asks";
        };
        OwnPlan: {
            /** @description At most three */
            next: components["schemas"]["Upcoming"][];
            title: string;
        };
        OwnRollCall: {
            /**
             * Format: date-time
             * @description Until when what is recorded of it can be appealed; null when nothing is against me
             */
            appeal_until: string | null;
            /**
             * Format: date-time
             * @description When my name was called last
             */
            called_at: string | null;
            /** @description What was seen of me, oldest first; none while the roll call runs and I am not marked */
            findings: components["schemas"]["OwnFinding"][];
            id: string;
            /**
             * @description Empty while the officer has not decided
             * @enum {string}
             */
            mark: "" | "present" | "late" | "absent" | "excused" | "review" | "not_reached";
            /** Format: date-time */
            started_at: string;
            station_name: string;
            title: string;
        };
        Paper: {
            id: string;
            /** @enum {string} */
            mime: "image/jpeg" | "image/png" | "application/pdf";
            /**
             * Format: int64
             * @description Bytes
             */
            size: number;
        };
        Person: {
            id: string;
            /** @enum {string} */
            level: "strict" | "ordinary" | "light";
            name: string;
            /** @description Case number */
            number: string;
        };
        PersonRef: {
            id: string;
            name: string;
        };
        Point: {
            /** Format: double */
            lat: number;
            /** Format: double */
            lng: number;
        };
        Policy: {
            /** @description The newest, perhaps to an older version; null until there is one */
            answer: components["schemas"]["PolicyAnswer"] | null;
            change_note: string;
            /** @description Paragraphs parted by empty lines; '## ' begins a heading, '- ' an item */
            chinese: string;
            /** Format: date */
            effective_day: string;
            /** @description Empty: show the Chinese text */
            english: string;
            id: string;
            /** @description I have not answered this version yet. It never keeps me from a check-in or a roll call */
            is_asked: boolean;
            /** Format: int64 */
            version: number;
        };
        PolicyAnswer: {
            /** Format: date-time */
            at: string;
            /** @enum {string} */
            face: "yes" | "no";
            /** Format: int64 */
            version: number;
            /** @enum {string} */
            voice: "yes" | "no";
        };
        Problem: {
            /**
             * @description Stable reason that programs may match on.
             * @example checkin.window_closed
             */
            code: string;
            /**
             * @description One English sentence that is safe to show.
             * @example This check-in's time has passed.
             */
            detail: string;
            /** @description The inputs that are wrong. */
            errors?: components["schemas"]["Wrong"][];
            /** @description Also in the header X-Request-Id; quote it when asking for help. */
            request_id: string;
            /**
             * Format: int64
             * @example 409
             */
            status: number;
            /**
             * @description The status in words.
             * @example Conflict
             */
            title: string;
            /**
             * @description Always about:blank; programs match on code.
             * @example about:blank
             */
            type: string;
        };
        PushChannels: {
            fcm: boolean;
            /** @description base64url of the application server key (RFC 8292); empty without Web Push */
            vapid_public_key: string;
        };
        Question: {
            id: string;
            options: string[];
            show_if?: components["schemas"]["Condition"];
            text: string;
        };
        Record: {
            distances: components["schemas"]["Distance"][];
            held: components["schemas"]["Held"][];
            /** @description Newest first, at most 50 */
            sanctions: components["schemas"]["Sanction"][];
            terms: components["schemas"]["Terms"];
        };
        Refresh: {
            refresh_token: string;
            /** @description base64url of r ‖ s over "diandao.refresh.v1\n" followed by refresh_token */
            signature: string;
        };
        Request: {
            /**
             * Format: date-time
             * @description Until when what is recorded of it can be appealed; absent when nothing is against me, and in lists
             */
            appeal_until?: string;
            /** @description What was known when the time ended without an answer */
            causes?: components["schemas"]["Cause"][] | null;
            /** Format: date-time */
            closes_at: string;
            /**
             * Format: date
             * @description Calendar day in the plan's zone
             */
            day: string;
            /** @description What an officer decided last on what I handed in; absent while nobody has, and in lists */
            decision?: components["schemas"]["Decision"];
            /** Format: date-time */
            due_at: string;
            /**
             * @description Whose outage moved due_at and closes_at: ours or a provider's of notices; absent when none did
             * @enum {string}
             */
            extended?: "service" | "provider";
            id: string;
            /** @enum {string} */
            kind: "recurring" | "on_demand" | "self_initiated";
            /** Format: date-time */
            opens_at: string;
            /** @description null until something was handed in, and in lists */
            outcome: components["schemas"]["Outcome"] | null;
            requires: components["schemas"]["Requirements"];
            /** @enum {string} */
            status: "open" | "accepted" | "late" | "review" | "rejected" | "missed" | "not_reached" | "cancelled";
            /** @description Empty for one that the person started */
            title: string;
            /**
             * @description How the person shows who they are where requires.face asks for it
             * @enum {string}
             */
            way: "face" | "voice" | "call" | "kiosk" | "guardian";
            /** @description An officer's word instead of a submission */
            witness?: components["schemas"]["Witness"];
        };
        Requirements: {
            /** @description With the face: gestures, asked for by getChallenge, that the frames of the submission show */
            challenge: boolean;
            face: boolean;
            fence?: components["schemas"]["Fence"];
            location: boolean;
            questions: components["schemas"]["Question"][];
            /** @description A picture of where I am */
            surroundings: boolean;
            /** @description A recording of my voice */
            voice: boolean;
        };
        RunningRollCall: {
            /**
             * @description Why I said that I cannot now, since it last rang; empty when I said nothing
             * @enum {string}
             */
            declined: "at_work" | "driving" | "unwell" | "caring" | "poor_network" | "other" | "";
            id: string;
            /**
             * Format: date-time
             * @description When my phone was last rung; later than before when I am rung again
             */
            rung_at: string;
            /** Format: date-time */
            started_at: string;
            station_name: string;
            title: string;
        };
        Sanction: {
            /**
             * Format: date-time
             * @description null when it was revoked
             */
            appeal_until: string | null;
            /**
             * Format: date
             * @description Of the facts
             */
            day: string;
            /** Format: date-time */
            decided_at: string | null;
            facts: string;
            id: string;
            /** @enum {string} */
            kind: "admonition" | "warning" | "penalty" | "recall";
            may_appeal: boolean;
            reason: string;
            revoke_reason: string;
            /** Format: date-time */
            revoked_at: string | null;
            /** @enum {string} */
            status: "approved" | "revoked";
        };
        Station: {
            id: string;
            name: string;
            /**
             * @description Number of the office; empty when none is known
             * @example 0999-0000000
             */
            telephone: string;
        };
        Submitted: {
            findings: components["schemas"]["Finding"][];
            /** @description As the phone chose it */
            id: string;
            /**
             * Format: date-time
             * @description When it counts as made
             */
            made_at: string;
            /** @enum {string} */
            outcome: "open" | "accepted" | "late" | "review" | "rejected" | "missed" | "not_reached" | "cancelled";
            /** Format: date-time */
            received_at: string;
            request_id: string;
        };
        Subscription: {
            /** @description webpush: the client's secret (RFC 8291) */
            auth?: string;
            /** @enum {string} */
            channel: "webpush" | "fcm";
            /** @description Push resource (webpush) or registration token (fcm) */
            endpoint: string;
            /** @description webpush: the client's key (RFC 8291) */
            p256dh?: string;
        };
        SubscriptionRef: {
            id: string;
        };
        TeamMember: {
            is_lead: boolean;
            name: string;
            /** @description Empty when there is none, or it is not shown to me */
            phone: string;
            /**
             * @description Of somebody from outside; empty for staff
             * @enum {string}
             */
            relation: "village_committee" | "employer" | "school" | "family" | "guardian" | "volunteer" | "police" | "other" | "";
            /** Format: date-time */
            since: string;
            /**
             * @description Of staff; empty for somebody from outside
             * @enum {string}
             */
            staff_role: "officer" | "supervisor" | "social_worker" | "volunteer" | "specialist" | "procurator" | "admin" | "";
        };
        Terms: {
            /** @enum {string} */
            level: "strict" | "ordinary" | "light";
            plans: components["schemas"]["OwnPlan"][];
            /** Format: date */
            term_from: string;
            /** Format: date */
            term_to: string;
        };
        Ticket: {
            /** Format: date-time */
            expires_at: string;
            /** @description Path of the websocket at this address */
            signal_path: string;
            /** @description URL of the websocket of the server that has the roll call; empty: this address */
            signal_url: string;
            /** @description Sent in session.hello; used once */
            ticket: string;
        };
        TimelineItem: {
            /** Format: date-time */
            at: string;
            /**
             * @description What it was: an action of the ledger, or of settled the kind of the question
             * @example person.transferred
             */
            code: string;
            id: string;
            /** @enum {string} */
            kind: "move" | "plan" | "device" | "settled";
            /** @description Of settled: how it ended by itself, as found, returned, delivered_late; empty when an officer said how */
            outcome: string;
            /** @description Of a transfer: name of the station */
            to: string;
        };
        Today: {
            /** @description At most five */
            next: components["schemas"]["Upcoming"][];
            /** Format: date-time */
            now: string;
            open: components["schemas"]["Request"][];
            /** @description At most ten, newest first */
            recent: components["schemas"]["Request"][];
            roll_calls: components["schemas"]["RunningRollCall"][];
            /** @description Seal the newest into what is submitted, with the time elapsed since, so that it counts when it was made */
            time_token: string;
            /** Format: int64 */
            unread_count: number;
        };
        Tokens: {
            /** Format: date-time */
            access_expires_at: string;
            /** @description For the header Authorization: Bearer */
            access_token: string;
            refresh_token: string;
            /** Format: date-time */
            server_time: string;
        };
        Upcoming: {
            /** Format: date-time */
            due_at: string;
            /** @description It comes at a drawn time between opens_at and due_at */
            is_range: boolean;
            /** Format: date-time */
            opens_at: string;
            title: string;
        };
        Witness: {
            /** Format: date-time */
            at: string;
            /** @enum {string} */
            way: "face" | "voice" | "call" | "kiosk" | "guardian";
        };
        Wrong: {
            /** @example name */
            path: string;
            /** @example required, at most 32 characters */
            reason: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    activateDevice: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Activation"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "device_id": "0193a5f0-7c00-7000-8000-000000000001",
                     *       "person": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000002",
                     *         "name": "王小明"
                     *       },
                     *       "access_token": "eyJhbGciOiJIUzI1NiJ9…",
                     *       "access_expires_at": "2026-11-23T01:40:00Z",
                     *       "refresh_token": "tYb3zK…",
                     *       "server_time": "2026-11-23T01:30:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Activated"];
                };
            };
            /** @description Unauthorized: device.signature_invalid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: device.code_invalid, device.key_invalid, request.invalid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: device.too_many_tries, request.too_many */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error: internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: request.timeout */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMyAppeals: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0193a5f0-7c00-7000-8000-000000000009",
                     *           "source": "checkin",
                     *           "source_id": "0193a5f0-7c00-7000-8000-000000000004",
                     *           "day": "2026-11-23",
                     *           "against": "absent",
                     *           "sanction": "",
                     *           "text": "手机没有电了",
                     *           "status": "open",
                     *           "opened_at": "2026-11-23T01:30:00Z",
                     *           "due_at": "2026-11-28T01:30:00Z",
                     *           "decided_at": null,
                     *           "reason": "",
                     *           "new_status": "",
                     *           "facts": [
                     *             "notice_not_delivered"
                     *           ],
                     *           "pictures": []
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["ListAppeal"];
                };
            };
            /** @description Unauthorized: authz.unauthenticated */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: authz.forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: request.invalid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: request.too_many */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error: internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: request.timeout */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    fileAppeal: {
        parameters: {
            query?: never;
            header?: {
                /** @description Needed: without it the answer is 422 idempotency.key_missing. Described as optional so that clients may set it in one place. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAppeal"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0193a5f0-7c00-7000-8000-000000000009",
                     *       "source": "checkin",
                     *       "source_id": "0193a5f0-7c00-7000-8000-000000000004",
                     *       "day": "2026-11-23",
                     *       "against": "absent",
                     *       "sanction": "",
                     *       "text": "手机没有电了",
                     *       "status": "open",
                     *       "opened_at": "2026-11-23T01:30:00Z",
                     *       "due_at": "2026-11-28T01:30:00Z",
                     *       "decided_at": null,
                     *       "reason": "",
                     *       "new_status": "",
                     *       "facts": [
                     *         "notice_not_delivered"
                     *       ],
                     *       "pictures": []
                     *     }
                     */
                    "application/json": components["schemas"]["Appeal"];
                };
            };
            /** @description Unauthorized: authz.unauthenticated */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: authz.forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: appeal.no_occasion */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict: appeal.nothing_against, appeal.open_already, appeal.too_late, idempotency.in_progress, idempotency.key_reused */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: appeal.invalid, idempotency.key_missing, request.invalid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: request.too_many */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error: internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: request.timeout */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    withdrawAppeal: {
        parameters: {
            query?: never;
            header?: {
                /** @description Needed: without it the answer is 422 idempotency.key_missing. Described as optional so that clients may set it in one place. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0193a5f0-7c00-7000-8000-000000000009",
                     *       "source": "checkin",
                     *       "source_id": "0193a5f0-7c00-7000-8000-000000000004",
                     *       "day": "2026-11-23",
                     *       "against": "absent",
                     *       "sanction": "",
                     *       "text": "手机没有电了",
                     *       "status": "open",
                     *       "opened_at": "2026-11-23T01:30:00Z",
                     *       "due_at": "2026-11-28T01:30:00Z",
                     *       "decided_at": null,
                     *       "reason": "",
                     *       "new_status": "",
                     *       "facts": [
                     *         "notice_not_delivered"
                     *       ],
                     *       "pictures": []
                     *     }
                     */
                    "application/json": components["schemas"]["Appeal"];
                };
            };
            /** @description Unauthorized: authz.unauthenticated */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: authz.forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: appeal.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict: appeal.moved, idempotency.in_progress, idempotency.key_reused */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: idempotency.key_missing, request.invalid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: request.too_many */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error: internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: request.timeout */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    fileAppealWithPictures: {
        parameters: {
            query?: never;
            header?: {
                /** @description Needed: without it the answer is 422 idempotency.key_missing. Described as optional so that clients may set it in one place. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** @description The JSON of a NewAppeal */
                    appeal: string;
                    /** @description At most five, each of at most 5 MB */
                    picture?: string[];
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0193a5f0-7c00-7000-8000-000000000009",
                     *       "source": "checkin",
                     *       "source_id": "0193a5f0-7c00-7000-8000-000000000004",
                     *       "day": "2026-11-23",
                     *       "against": "absent",
                     *       "sanction": "",
                     *       "text": "手机没有电了",
                     *       "status": "open",
                     *       "opened_at": "2026-11-23T01:30:00Z",
                     *       "due_at": "2026-11-28T01:30:00Z",
                     *       "decided_at": null,
                     *       "reason": "",
                     *       "new_status": "",
                     *       "facts": [
                     *         "notice_not_delivered"
                     *       ],
                     *       "pictures": []
                     *     }
                     */
                    "application/json": components["schemas"]["Appeal"];
                };
            };
            /** @description Unauthorized: authz.unauthenticated */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: authz.forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: appeal.no_occasion */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict: appeal.nothing_against, appeal.open_already, appeal.too_late, idempotency.in_progress, idempotency.key_reused */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large: evidence.paper_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type: evidence.not_a_picture */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: appeal.invalid, evidence.picture_dimensions, evidence.too_many, idempotency.key_missing, request.invalid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: request.too_many */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error: internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: request.timeout */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMyCheckins: {
        parameters: {
            query?: {
                /** @description next_cursor of the page before; empty for the first page */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0193a5f0-7c00-7000-8000-000000000004",
                     *           "kind": "recurring",
                     *           "title": "周一报到",
                     *           "day": "2026-11-23",
                     *           "opens_at": "2026-11-23T00:00:00Z",
                     *           "due_at": "2026-11-23T02:00:00Z",
                     *           "closes_at": "2026-11-23T03:00:00Z",
                     *           "status": "review",
                     *           "requires": {
                     *             "face": true,
                     *             "challenge": true,
                     *             "location": true,
                     *             "questions": [
                     *               {
                     *                 "id": "q1",
                     *                 "text": "今天在哪里工作？",
                     *                 "options": []
                     *               }
                     *             ],
                     *             "surroundings": false,
                     *             "voice": false
                     *           },
                     *           "outcome": {
                     *             "status": "review",
                     *             "findings": [
                     *               {
                     *                 "code": "in_time",
                     *                 "weight": "fact",
                     *                 "evidence": "received_at",
                     *                 "value": 1800
                     *               }
                     *             ],
                     *             "made_at": "2026-11-23T01:30:00Z",
                     *             "received_at": "2026-11-23T01:30:00Z"
                     *           },
                     *           "way": "face"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["ListRequest"];
                };
            };
            /** @description Unauthorized: authz.unauthenticated */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: authz.forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: page.cursor_invalid, request.invalid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: request.too_many */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error: internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: request.timeout */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    startOwnCheckin: {
        parameters: {
            query?: never;
            header?: {
                /** @description Needed: without it the answer is 422 idempotency.key_missing. Described as optional so that clients may set it in one place. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0193a5f0-7c00-7000-8000-000000000004",
                     *       "kind": "recurring",
                     *       "title": "周一报到",
                     *       "day": "2026-11-23",
                     *       "opens_at": "2026-11-23T00:00:00Z",
                     *       "due_at": "2026-11-23T02:00:00Z",
                     *       "closes_at": "2026-11-23T03:00:00Z",
                     *       "status": "review",
                     *       "requires": {
                     *         "face": true,
                     *         "challenge": true,
                     *         "location": true,
                     *         "questions": [
                     *           {
                     *             "id": "q1",
                     *             "text": "今天在哪里工作？",
                     *             "options": []
                     *           }
                     *         ],
                     *         "surroundings": false,
                     *         "voice": false
                     *       },
                     *       "outcome": {
                     *         "status": "review",
                     *         "findings": [
                     *           {
                     *             "code": "in_time",
                     *             "weight": "fact",
                     *             "evidence": "received_at",
                     *             "value": 1800
                     *           }
                     *         ],
                     *         "made_at": "2026-11-23T01:30:00Z",
                     *         "received_at": "2026-11-23T01:30:00Z"
                     *       },
                     *       "way": "face"
                     *     }
                     */
                    "application/json": components["schemas"]["Request"];
                };
            };
            /** @description Unauthorized: authz.unauthenticated */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: authz.forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict: checkin.not_supervised, checkin.too_many_asked, idempotency.in_progress, idempotency.key_reused */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: idempotency.key_missing, request.invalid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: request.too_many */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error: internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: request.timeout */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCheckinRequest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0193a5f0-7c00-7000-8000-000000000004",
                     *       "kind": "recurring",
                     *       "title": "周一报到",
                     *       "day": "2026-11-23",
                     *       "opens_at": "2026-11-23T00:00:00Z",
                     *       "due_at": "2026-11-23T02:00:00Z",
                     *       "closes_at": "2026-11-23T03:00:00Z",
                     *       "status": "review",
                     *       "requires": {
                     *         "face": true,
                     *         "challenge": true,
                     *         "location": true,
                     *         "questions": [
                     *           {
                     *             "id": "q1",
                     *             "text": "今天在哪里工作？",
                     *             "options": []
                     *           }
                     *         ],
                     *         "surroundings": false,
                     *         "voice": false
                     *       },
                     *       "outcome": {
                     *         "status": "review",
                     *         "findings": [
                     *           {
                     *             "code": "in_time",
                     *             "weight": "fact",
                     *             "evidence": "received_at",
                     *             "value": 1800
                     *           }
                     *         ],
                     *         "made_at": "2026-11-23T01:30:00Z",
                     *         "received_at": "2026-11-23T01:30:00Z"
                     *       },
                     *       "way": "face"
                     *     }
                     */
                    "application/json": components["schemas"]["Request"];
                };
            };
            /** @description Unauthorized: authz.unauthenticated */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: authz.forbidden, checkin.not_yours */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: checkin.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: request.invalid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: request.too_many */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error: internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: request.timeout */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getChallenge: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "nonce": "5feceb66ffc86f38d952786c6d696c79",
                     *       "steps": [
                     *         {
                     *           "gesture": "turn_left",
                     *           "colour": "red"
                     *         },
                     *         {
                     *           "gesture": "nod",
                     *           "colour": "blue"
                     *         },
                     *         {
                     *           "gesture": "blink",
                     *           "colour": "green"
                     *         }
                     *       ],
                     *       "digits": "",
                     *       "issued_at": "2026-11-23T01:30:00Z",
                     *       "expires_at": "2026-11-23T01:32:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Challenge"];
                };
            };
            /** @description Unauthorized: authz.unauthenticated */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: authz.forbidden, checkin.not_yours */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: checkin.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict: checkin.already_done, checkin.no_challenge, checkin.window_closed, checkin.window_not_open */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: request.invalid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: request.too_many */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error: internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: request.timeout */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    submitCheckin: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /**
                     * Format: binary
                     * @description JPEG pictures one after the other, 12 and 2 MiB at most, as challenge.frames says
                     */
                    frames?: string;
                    /**
                     * Format: binary
                     * @description JPEG or PNG of at most 8 MB
                     */
                    photo?: string;
                    /** @description base64url of r ‖ s (64 bytes) over "diandao.submission.v1\n" followed by the bytes of submission */
                    signature: string;
                    /** @description The exact bytes of the JSON that was signed, at most 16 KiB: id, request_id, device_id, signed_at, photo_sha256, location, no_location, no_photo, answers, help_needed, challenge (nonce, issued_at, frames_sha256, frames of step, offset_ms and bytes), no_challenge, helper, time_token, elapsed_ms, clock, device; and with version 2 attachments (a list of kind, surroundings or voice, and sha256, hex), no_surroundings (denied, no_camera, cannot), no_voice (denied, no_microphone, cannot); unknown fields are refused */
                    submission: string;
                    /**
                     * Format: binary
                     * @description JPEG or PNG of at most 5 MB, named in attachments
                     */
                    surroundings?: string;
                    /**
                     * Format: binary
                     * @description WebM or Ogg with Opus of at most 1 MB (30 seconds are enough), named in attachments
                     */
                    voice?: string;
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0193a5f0-7c00-7000-8000-000000000007",
                     *       "request_id": "0193a5f0-7c00-7000-8000-000000000004",
                     *       "outcome": "review",
                     *       "made_at": "0001-01-01T00:00:00Z",
                     *       "received_at": "2026-11-23T01:30:00Z",
                     *       "findings": [
                     *         {
                     *           "code": "in_time",
                     *           "weight": "fact",
                     *           "evidence": "received_at",
                     *           "value": 1800
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Submitted"];
                };
            };
            /** @description Unauthorized: authz.unauthenticated */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: authz.forbidden, checkin.not_yours */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: checkin.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict: checkin.already_done, checkin.replayed, checkin.window_closed, checkin.window_not_open */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large: evidence.paper_too_large, evidence.picture_too_large, evidence.recording_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type: evidence.not_a_picture, evidence.not_a_recording */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: checkin.attachment_mismatch, checkin.challenge_invalid, checkin.clock_skewed, checkin.coordinates_invalid, checkin.frames_mismatch, checkin.photo_mismatch, checkin.photo_missing, checkin.signature_invalid, checkin.submission_invalid, checkin.time_token_invalid, checkin.version_unknown, evidence.picture_dimensions, identity.burst, request.invalid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: request.too_many */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error: internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: request.timeout */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    signOutDevice: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unauthorized: authz.unauthenticated */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: authz.forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: request.invalid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: request.too_many */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error: internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: request.timeout */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDrawn: {
        parameters: {
            query: {
                from: string;
                to: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "request_id": "0193a5f0-7c00-7000-8000-000000000004",
                     *           "title": "随机报到",
                     *           "day": "2026-11-23",
                     *           "opens_at": "2026-11-23T01:30:00Z",
                     *           "rule": {
                     *             "zone": "Asia/Shanghai",
                     *             "opens_at": "08:00",
                     *             "span_minutes": 600,
                     *             "length_minutes": 60,
                     *             "times": 1,
                     *             "min_gap_minutes": 0
                     *           }
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["ListDrawn"];
                };
            };
            /** @description Unauthorized: authz.unauthenticated */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: authz.forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: checkin.draw_days_invalid, request.invalid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: request.too_many */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error: internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: request.timeout */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDraws: {
        parameters: {
            query: {
                from: string;
                to: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "day": "2026-11-23",
                     *           "commitment": "5feceb66…",
                     *           "committed_at": "2026-11-23T01:30:00Z",
                     *           "seed": ""
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["ListDraw"];
                };
            };
            /** @description Unauthorized: authz.unauthenticated */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: authz.forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: checkin.draw_days_invalid, request.invalid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: request.too_many */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error: internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: request.timeout */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMyLeaves: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0193a5f0-7c00-7000-8000-000000000008",
                     *           "from_day": "2026-12-01",
                     *           "to_day": "2026-12-05",
                     *           "days": 5,
                     *           "place": "湖州市德清县",
                     *           "reason": "母亲住院",
                     *           "status": "applied",
                     *           "level": "station",
                     *           "applied_at": "2026-11-23T01:30:00Z",
                     *           "returned_at": null,
                     *           "papers": [
                     *             {
                     *               "id": "0193a5f0-7c00-7000-8000-000000000010",
                     *               "mime": "image/jpeg",
                     *               "size": 84000
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["ListLeave"];
                };
            };
            /** @description Unauthorized: authz.unauthenticated */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: authz.forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: request.invalid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: request.too_many */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error: internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: request.timeout */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    applyForLeave: {
        parameters: {
            query?: never;
            header?: {
                /** @description Needed: without it the answer is 422 idempotency.key_missing. Described as optional so that clients may set it in one place. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LeaveApplication"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0193a5f0-7c00-7000-8000-000000000008",
                     *       "from_day": "2026-12-01",
                     *       "to_day": "2026-12-05",
                     *       "days": 5,
                     *       "place": "湖州市德清县",
                     *       "reason": "母亲住院",
                     *       "status": "applied",
                     *       "level": "station",
                     *       "applied_at": "2026-11-23T01:30:00Z",
                     *       "returned_at": null,
                     *       "papers": [
                     *         {
                     *           "id": "0193a5f0-7c00-7000-8000-000000000010",
                     *           "mime": "image/jpeg",
                     *           "size": 84000
                     *         }
                     *       ],
                     *       "steps": [
                     *         {
                     *           "kind": "applied",
                     *           "reason": "",
                     *           "at": "2026-11-23T01:30:00Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["LeaveDetail"];
                };
            };
            /** @description Unauthorized: authz.unauthenticated */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: authz.forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: person.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict: idempotency.in_progress, idempotency.key_reused, leave.overlap */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: idempotency.key_missing, leave.after_term, leave.invalid, request.invalid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: request.too_many */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error: internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: request.timeout */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reportReturn: {
        parameters: {
            query?: never;
            header?: {
                /** @description Needed: without it the answer is 422 idempotency.key_missing. Described as optional so that clients may set it in one place. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0193a5f0-7c00-7000-8000-000000000008",
                     *       "from_day": "2026-12-01",
                     *       "to_day": "2026-12-05",
                     *       "days": 5,
                     *       "place": "湖州市德清县",
                     *       "reason": "母亲住院",
                     *       "status": "applied",
                     *       "level": "station",
                     *       "applied_at": "2026-11-23T01:30:00Z",
                     *       "returned_at": null,
                     *       "papers": [
                     *         {
                     *           "id": "0193a5f0-7c00-7000-8000-000000000010",
                     *           "mime": "image/jpeg",
                     *           "size": 84000
                     *         }
                     *       ],
                     *       "steps": [
                     *         {
                     *           "kind": "applied",
                     *           "reason": "",
                     *           "at": "2026-11-23T01:30:00Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["LeaveDetail"];
                };
            };
            /** @description Unauthorized: authz.unauthenticated */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: authz.forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: leave.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict: idempotency.in_progress, idempotency.key_reused, leave.moved, leave.not_begun */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: idempotency.key_missing, request.invalid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: request.too_many */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error: internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: request.timeout */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    withdrawLeave: {
        parameters: {
            query?: never;
            header?: {
                /** @description Needed: without it the answer is 422 idempotency.key_missing. Described as optional so that clients may set it in one place. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0193a5f0-7c00-7000-8000-000000000008",
                     *       "from_day": "2026-12-01",
                     *       "to_day": "2026-12-05",
                     *       "days": 5,
                     *       "place": "湖州市德清县",
                     *       "reason": "母亲住院",
                     *       "status": "applied",
                     *       "level": "station",
                     *       "applied_at": "2026-11-23T01:30:00Z",
                     *       "returned_at": null,
                     *       "papers": [
                     *         {
                     *           "id": "0193a5f0-7c00-7000-8000-000000000010",
                     *           "mime": "image/jpeg",
                     *           "size": 84000
                     *         }
                     *       ],
                     *       "steps": [
                     *         {
                     *           "kind": "applied",
                     *           "reason": "",
                     *           "at": "2026-11-23T01:30:00Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["LeaveDetail"];
                };
            };
            /** @description Unauthorized: authz.unauthenticated */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: authz.forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: leave.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict: idempotency.in_progress, idempotency.key_reused, leave.moved */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: idempotency.key_missing, request.invalid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: request.too_many */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error: internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: request.timeout */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    applyForLeaveWithPapers: {
        parameters: {
            query?: never;
            header?: {
                /** @description Needed: without it the answer is 422 idempotency.key_missing. Described as optional so that clients may set it in one place. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** @description The JSON of a LeaveApplication */
                    application: string;
                    /** @description At most five, each of at most 5 MB */
                    paper?: string[];
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0193a5f0-7c00-7000-8000-000000000008",
                     *       "from_day": "2026-12-01",
                     *       "to_day": "2026-12-05",
                     *       "days": 5,
                     *       "place": "湖州市德清县",
                     *       "reason": "母亲住院",
                     *       "status": "applied",
                     *       "level": "station",
                     *       "applied_at": "2026-11-23T01:30:00Z",
                     *       "returned_at": null,
                     *       "papers": [
                     *         {
                     *           "id": "0193a5f0-7c00-7000-8000-000000000010",
                     *           "mime": "image/jpeg",
                     *           "size": 84000
                     *         }
                     *       ],
                     *       "steps": [
                     *         {
                     *           "kind": "applied",
                     *           "reason": "",
                     *           "at": "2026-11-23T01:30:00Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["LeaveDetail"];
                };
            };
            /** @description Unauthorized: authz.unauthenticated */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: authz.forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: person.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict: idempotency.in_progress, idempotency.key_reused, leave.overlap */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large: evidence.paper_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type: evidence.not_a_paper */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: evidence.picture_dimensions, evidence.too_many, idempotency.key_missing, leave.after_term, leave.invalid, request.invalid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: request.too_many */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error: internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: request.timeout */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMyLooks: {
        parameters: {
            query?: {
                /** @description next_cursor of the page before; empty for the first page */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0193a5f0-7c00-7000-8000-000000000019",
                     *           "at": "2026-11-23T01:30:00Z",
                     *           "kind": "file",
                     *           "role": "officer",
                     *           "unit": "文新司法所",
                     *           "name": ""
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["ListLook"];
                };
            };
            /** @description Unauthorized: authz.unauthenticated */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: authz.forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: page.cursor_invalid, request.invalid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: request.too_many */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error: internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: request.timeout */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "person": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000002",
                     *         "name": "王小明",
                     *         "number": "330106-2026-0001",
                     *         "level": "ordinary"
                     *       },
                     *       "station": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *         "name": "文新司法所",
                     *         "telephone": "0999-0000000"
                     *       },
                     *       "device": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000001",
                     *         "name": "Android 13, Chrome 120"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description Unauthorized: authz.unauthenticated */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: authz.forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: request.invalid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: request.too_many */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error: internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: request.timeout */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMessages: {
        parameters: {
            query?: {
                /** @description next_cursor of the page before; empty for the first page */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0193a5f0-7c00-7000-8000-000000000008",
                     *           "kind": "checkin_open",
                     *           "subject_id": "0193a5f0-7c00-7000-8000-000000000004",
                     *           "created_at": "2026-11-23T01:30:00Z",
                     *           "expires_at": "0001-01-01T00:00:00Z",
                     *           "opened_at": null
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["ListMessage"];
                };
            };
            /** @description Unauthorized: authz.unauthenticated */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: authz.forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: page.cursor_invalid, request.invalid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: request.too_many */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error: internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: request.timeout */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMessage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0193a5f0-7c00-7000-8000-000000000008",
                     *       "kind": "checkin_open",
                     *       "subject_id": "0193a5f0-7c00-7000-8000-000000000004",
                     *       "created_at": "2026-11-23T01:30:00Z",
                     *       "expires_at": "0001-01-01T00:00:00Z",
                     *       "opened_at": null
                     *     }
                     */
                    "application/json": components["schemas"]["Message"];
                };
            };
            /** @description Unauthorized: authz.unauthenticated */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: authz.forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: push.message_not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: request.invalid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: request.too_many */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error: internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: request.timeout */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putReceipt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MessageReceipt"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unauthorized: authz.unauthenticated */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: authz.forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: push.message_not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: push.receipt_invalid, request.invalid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: request.too_many */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error: internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: request.timeout */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMyPaper: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unauthorized: authz.unauthenticated */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: authz.forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: evidence.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: request.invalid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: request.too_many */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error: evidence.damaged, internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: request.timeout */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPolicy: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0193a5f0-7c00-7000-8000-000000000011",
                     *       "version": 2,
                     *       "chinese": "这份告知说明……",
                     *       "english": "",
                     *       "change_note": "写明保存多久",
                     *       "effective_day": "2026-12-01",
                     *       "is_asked": false,
                     *       "answer": {
                     *         "version": 2,
                     *         "face": "yes",
                     *         "voice": "yes",
                     *         "at": "2026-11-23T01:30:00Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Policy"];
                };
            };
            /** @description Unauthorized: authz.unauthenticated */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: authz.forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: policy.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: request.invalid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: request.too_many */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error: internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: request.timeout */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    answerPolicy: {
        parameters: {
            query?: never;
            header?: {
                /** @description Needed: without it the answer is 422 idempotency.key_missing. Described as optional so that clients may set it in one place. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPolicyAnswer"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0193a5f0-7c00-7000-8000-000000000011",
                     *       "version": 2,
                     *       "chinese": "这份告知说明……",
                     *       "english": "",
                     *       "change_note": "写明保存多久",
                     *       "effective_day": "2026-12-01",
                     *       "is_asked": false,
                     *       "answer": {
                     *         "version": 2,
                     *         "face": "yes",
                     *         "voice": "yes",
                     *         "at": "2026-11-23T01:30:00Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Policy"];
                };
            };
            /** @description Unauthorized: authz.unauthenticated */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: authz.forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: person.not_found, policy.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict: idempotency.in_progress, idempotency.key_reused */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: idempotency.key_missing, policy.invalid, request.invalid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: request.too_many */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error: internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: request.timeout */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPushConfig: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "vapid_public_key": "BNcRdreALRFXTkOOUHK1EtK2wtaz5Ry4YfYCA_0QTpQtUbVlUls0VJXg7A8u-Ts1XbjhazAkj7I99e8QcYP7DkM",
                     *       "fcm": false
                     *     }
                     */
                    "application/json": components["schemas"]["PushChannels"];
                };
            };
            /** @description Unauthorized: authz.unauthenticated */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: authz.forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: request.invalid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: request.too_many */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error: internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: request.timeout */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    subscribePush: {
        parameters: {
            query?: never;
            header?: {
                /** @description Needed: without it the answer is 422 idempotency.key_missing. Described as optional so that clients may set it in one place. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Subscription"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0193a5f0-7c00-7000-8000-000000000006"
                     *     }
                     */
                    "application/json": components["schemas"]["SubscriptionRef"];
                };
            };
            /** @description Unauthorized: authz.unauthenticated */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: authz.forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict: idempotency.in_progress, idempotency.key_reused */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: idempotency.key_missing, push.subscription_invalid, request.invalid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: request.too_many */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error: internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: request.timeout */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    unsubscribePush: {
        parameters: {
            query?: never;
            header?: {
                /** @description Needed: without it the answer is 422 idempotency.key_missing. Described as optional so that clients may set it in one place. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unauthorized: authz.unauthenticated */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: authz.forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict: idempotency.in_progress, idempotency.key_reused */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: idempotency.key_missing, request.invalid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: request.too_many */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error: internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: request.timeout */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMyRecord: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "terms": {
                     *         "level": "ordinary",
                     *         "term_from": "2026-01-01",
                     *         "term_to": "2027-12-31",
                     *         "plans": [
                     *           {
                     *             "title": "每周报到",
                     *             "next": [
                     *               {
                     *                 "title": "每周报到",
                     *                 "opens_at": "2026-11-23T01:30:00Z",
                     *                 "due_at": "2026-11-23T02:30:00Z",
                     *                 "is_range": false
                     *               }
                     *             ]
                     *           }
                     *         ]
                     *       },
                     *       "sanctions": [
                     *         {
                     *           "id": "0193a5f0-7c00-7000-8000-000000000018",
                     *           "kind": "admonition",
                     *           "day": "2026-11-20",
                     *           "facts": "未经批准离开本市一天",
                     *           "status": "approved",
                     *           "decided_at": "2026-11-23T01:30:00Z",
                     *           "reason": "本人承认",
                     *           "revoked_at": null,
                     *           "revoke_reason": "",
                     *           "may_appeal": true,
                     *           "appeal_until": "2026-12-23T01:30:00Z"
                     *         }
                     *       ],
                     *       "distances": [
                     *         {
                     *           "from": "admonition",
                     *           "have": 1,
                     *           "count": 2,
                     *           "left": 1,
                     *           "to": "warning"
                     *         }
                     *       ],
                     *       "held": [
                     *         {
                     *           "kind": "checkin_photo",
                     *           "count": 12,
                     *           "oldest": "2026-11-23T01:30:00Z",
                     *           "newest": "2026-11-23T01:30:00Z",
                     *           "until": "2028-06-28"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Record"];
                };
            };
            /** @description Unauthorized: authz.unauthenticated */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: authz.forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: request.invalid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: request.too_many */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error: internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: request.timeout */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listOwnRollCalls: {
        parameters: {
            query?: {
                /** @description next_cursor of the page before; empty for the first page */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0193a5f0-7c00-7000-8000-000000000005",
                     *           "title": "周一晨点",
                     *           "station_name": "文新司法所",
                     *           "started_at": "2026-11-23T01:30:00Z",
                     *           "called_at": "2026-11-23T01:30:00Z",
                     *           "mark": "present",
                     *           "appeal_until": null,
                     *           "findings": [
                     *             {
                     *               "code": "face_match",
                     *               "weight": "fact",
                     *               "value": 0.71,
                     *               "at": "2026-11-23T01:30:00Z"
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["ListOwnRollCall"];
                };
            };
            /** @description Unauthorized: authz.unauthenticated */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: authz.forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: page.cursor_invalid, request.invalid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: request.too_many */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error: internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: request.timeout */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    declineRollCall: {
        parameters: {
            query?: never;
            header?: {
                /** @description Needed: without it the answer is 422 idempotency.key_missing. Described as optional so that clients may set it in one place. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Decline"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "reason": "at_work",
                     *       "at": "2026-11-23T01:30:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Declined"];
                };
            };
            /** @description Unauthorized: authz.unauthenticated */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: authz.forbidden, rollcall.not_invited */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: rollcall.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict: idempotency.in_progress, idempotency.key_reused, rollcall.declined_often, rollcall.state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: idempotency.key_missing, request.invalid, rollcall.decline_invalid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: request.too_many */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error: internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: request.timeout */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    joinRollCall: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "ticket": "h2Z0mJ6v1nq3…",
                     *       "signal_path": "/signal",
                     *       "signal_url": "wss://node-1.example.org/signal",
                     *       "expires_at": "2026-11-23T01:30:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            /** @description Unauthorized: authz.unauthenticated */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: authz.forbidden, rollcall.excused_self, rollcall.kept_apart, rollcall.not_invited */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: rollcall.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict: rollcall.state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: request.invalid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: request.too_many */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error: internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: request.timeout */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMyTeam: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "name": "陈司法",
                     *           "staff_role": "officer",
                     *           "relation": "",
                     *           "is_lead": true,
                     *           "phone": "057100000000",
                     *           "since": "2026-11-23T01:30:00Z"
                     *         }
                     *       ],
                     *       "next_cursor": null,
                     *       "station": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *         "name": "文新司法所",
                     *         "telephone": "0999-0000000"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["MyTeam"];
                };
            };
            /** @description Unauthorized: authz.unauthenticated */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: authz.forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: request.invalid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: request.too_many */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error: internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: request.timeout */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMyTimeline: {
        parameters: {
            query?: {
                /** @description next_cursor of the page before; empty for the first page */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0193a5f0-7c00-7000-8000-000000000020",
                     *           "kind": "move",
                     *           "at": "2026-11-23T01:30:00Z",
                     *           "code": "person.transferred",
                     *           "outcome": "",
                     *           "to": "文新司法所"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["ListTimelineItem"];
                };
            };
            /** @description Unauthorized: authz.unauthenticated */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: authz.forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: page.cursor_invalid, request.invalid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: request.too_many */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error: internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: request.timeout */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getToday: {
        parameters: {
            query?: {
                /** @description Of the phone, when the browser tells; -1 when it does not */
                battery_pct?: number;
                /** @description Whether the phone shows notices of ours */
                notices?: "on" | "off" | "denied" | "unsupported";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "now": "2026-11-23T01:30:00Z",
                     *       "roll_calls": [
                     *         {
                     *           "id": "0193a5f0-7c00-7000-8000-000000000005",
                     *           "title": "文新司法所",
                     *           "station_name": "文新司法所",
                     *           "started_at": "2026-11-23T01:30:00Z",
                     *           "rung_at": "0001-01-01T00:00:00Z",
                     *           "declined": ""
                     *         }
                     *       ],
                     *       "open": [],
                     *       "next": [
                     *         {
                     *           "title": "周一报到",
                     *           "opens_at": "2026-11-26T01:30:00Z",
                     *           "due_at": "2026-11-26T03:30:00Z",
                     *           "is_range": false
                     *         }
                     *       ],
                     *       "recent": [
                     *         {
                     *           "id": "0193a5f0-7c00-7000-8000-000000000004",
                     *           "kind": "recurring",
                     *           "title": "周一报到",
                     *           "day": "2026-11-23",
                     *           "opens_at": "2026-11-23T00:00:00Z",
                     *           "due_at": "2026-11-23T02:00:00Z",
                     *           "closes_at": "2026-11-23T03:00:00Z",
                     *           "status": "review",
                     *           "requires": {
                     *             "face": true,
                     *             "challenge": true,
                     *             "location": true,
                     *             "questions": [
                     *               {
                     *                 "id": "q1",
                     *                 "text": "今天在哪里工作？",
                     *                 "options": []
                     *               }
                     *             ],
                     *             "surroundings": false,
                     *             "voice": false
                     *           },
                     *           "outcome": {
                     *             "status": "review",
                     *             "findings": [
                     *               {
                     *                 "code": "in_time",
                     *                 "weight": "fact",
                     *                 "evidence": "received_at",
                     *                 "value": 1800
                     *               }
                     *             ],
                     *             "made_at": "2026-11-23T01:30:00Z",
                     *             "received_at": "2026-11-23T01:30:00Z"
                     *           },
                     *           "way": "face"
                     *         }
                     *       ],
                     *       "unread_count": 1,
                     *       "time_token": ""
                     *     }
                     */
                    "application/json": components["schemas"]["Today"];
                };
            };
            /** @description Unauthorized: authz.unauthenticated */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: authz.forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: device.report_invalid, request.invalid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: request.too_many */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error: internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: request.timeout */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    refreshTokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Refresh"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "access_token": "eyJhbGciOiJIUzI1NiJ9…",
                     *       "access_expires_at": "2026-11-23T01:40:00Z",
                     *       "refresh_token": "tYb3zK…",
                     *       "server_time": "2026-11-23T01:30:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Tokens"];
                };
            };
            /** @description Unauthorized: device.revoked, device.signature_invalid, device.token_invalid, device.token_reused */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: request.invalid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: device.too_many_tries, request.too_many */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error: internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: request.timeout */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
