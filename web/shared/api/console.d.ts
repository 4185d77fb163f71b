// Generated from api/console.yaml by `npm run generate`. Do not edit.

export interface paths {
    "/console/v1/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own account with all sessions */
        get: operations["getAccount"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/account/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Choose an own password; ends the other sessions */
        put: operations["changePassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/account/sessions/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End one of one's own sessions, or all others */
        post: operations["endOwnSessions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Alerts in scope, newest first */
        get: operations["listAlerts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/alerts/{id}/acknowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take an alert on */
        post: operations["acknowledgeAlert"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/alerts/{id}/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End an alert with what was found */
        post: operations["resolveAlert"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/alerts/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End the alerts of a card with what was found, all or none */
        post: operations["resolveAlerts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/appeals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Appeals in scope, newest first */
        get: operations["listAppeals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/appeals/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An appeal with its evidence and what came of it */
        get: operations["getAppeal"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/appeals/{id}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decide an appeal, unless I decided the matter first */
        post: operations["decideAppeal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/attendance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The records that figures of attendance count, newest day first */
        get: operations["listAttendance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/attendance/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Attendance of a unit over some days */
        get: operations["getAttendanceSummary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Audit entries in scope, newest first */
        get: operations["listAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/audit/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Follow the chain of a unit from its first entry on */
        get: operations["checkAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/calendar/{year}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Public holidays and make-up working days of a year */
        get: operations["getCalendar"];
        /** Enter the days of a year as announced */
        put: operations["replaceCalendar"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/checkins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Check-ins in scope, newest first */
        get: operations["listCheckins"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/checkins/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A check-in with its submission, decisions and notices */
        get: operations["getCheckin"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/checkins/{id}/attestation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Settle an open check-in by having seen or heard the person */
        post: operations["attestCheckin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/checkins/{id}/calls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record what came of ringing the person up */
        post: operations["recordCall"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/checkins/{id}/claim": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Say that one looks at a review, again every 20 seconds */
        put: operations["claimCheckin"];
        post?: never;
        /** Say that one looks at a review no longer */
        delete: operations["releaseCheckin"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/checkins/{id}/comparison": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The pictures of a check-in beside those by which the person is known */
        get: operations["compareCheckin"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/checkins/{id}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decide a check-in that is in review */
        post: operations["decideCheckin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/checkins/{id}/reopening": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give more time for a check-in that ended without an answer */
        post: operations["reopenCheckin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/claims": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who looks at which review now */
        get: operations["listClaims"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/desk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What waits for me, most urgent first */
        get: operations["getDesk"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/desk/done": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What I decided or did, newest first */
        get: operations["listDone"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/drawn-checkins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Check-ins that opened at drawn times, newest first, with the rules they were drawn by */
        get: operations["listDrawn"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/draws": {
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
    "/console/v1/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Note in the audit that a list is exported, before the file is handed out */
        post: operations["recordExport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/fences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Fences of the unit, of those above it and of those below, newest first */
        get: operations["listFences"];
        put?: never;
        /** Draw a fence */
        post: operations["createFence"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/fences/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A fence */
        get: operations["getFence"];
        /** Change a fence; plans keep the area that they have */
        put: operations["changeFence"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/fences/{id}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put a fence away; plans keep the area that they have */
        post: operations["archiveFence"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/fences/{id}/plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Running plans whose area is a copy of a fence, newest first */
        get: operations["listFencePlans"];
        put?: never;
        /** Give plans the fence as it is now, each as a new version */
        post: operations["refreshFencePlans"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/fences/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Read fences from a file, and store those that are sound */
        post: operations["importFences"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/leaves": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Leaves in scope, newest first */
        get: operations["listLeaves"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/leaves/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A leave with its history */
        get: operations["getLeave"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/leaves/{id}/cut-short": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End an approved leave earlier */
        post: operations["cutLeaveShort"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/leaves/{id}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decide an application, or add the station's opinion */
        post: operations["decideLeave"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/lost-contacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Cases of lost contact in scope, newest first */
        get: operations["listLostContacts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/lost-contacts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A case with its steps */
        get: operations["getLostContact"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/lost-contacts/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say how the person was found */
        post: operations["closeLostContact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/lost-contacts/{id}/steps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record what was done to find the person */
        post: operations["recordLostContactStep"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/nodes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Servers of live roll calls, with their load */
        get: operations["listNodes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/nodes/{id}/drain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Have a server take no new roll calls and move those it has */
        post: operations["drainNode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/oversight/fairness": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Misses and decisions by phone, network, age, sex and way */
        get: operations["getFairness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/oversight/hours": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** At which hours of the week check-ins are not done */
        get: operations["getWeekHours"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/oversight/loads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a unit and each one below carries */
        get: operations["getLoads"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/oversight/ranking": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The persons of a unit by the share of occasions they came to, lowest first, 500 at most */
        get: operations["getRankedPersons"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/oversight/today": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How the day stands at a unit, beside a week ago by the same time */
        get: operations["getToday"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/partner-deliveries/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One delivery with its tries */
        get: operations["getPartnerDelivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/partner-deliveries/{id}/again": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a delivery that was given up again */
        post: operations["sendAgain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/partners": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Partners of units in scope, by name */
        get: operations["listPartners"];
        put?: never;
        /** Register a partner and show its secret */
        post: operations["createPartner"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/partners/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A partner */
        get: operations["getPartner"];
        /** Change what was said of a partner */
        put: operations["changePartner"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/partners/{id}/again": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send what was given up of a day again, at most 2000 */
        post: operations["sendDayAgain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/partners/{id}/again/{again_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far what is sent again is */
        get: operations["getAgain"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/partners/{id}/again/{again_id}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give up what of it has not arrived yet */
        post: operations["stopAgain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/partners/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was sent to a partner, newest first, kept for 90 days */
        get: operations["listPartnerDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/partners/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send nothing; what happens waits */
        post: operations["pausePartner"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/partners/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send again, what has waited included */
        post: operations["resumePartner"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/partners/{id}/secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a new secret; the old one signs too for 24 hours */
        post: operations["rotatePartnerSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/partners/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send an event that says nothing, once */
        post: operations["testPartner"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/person-imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own imports that were cut off in the last 7 days, newest first */
        get: operations["listPersonImports"];
        put?: never;
        /** Begin an import of a file, or go on with one's own that was cut off */
        post: operations["beginPersonImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/person-imports/{id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End an import, finished or not; who was added stays */
        post: operations["endPersonImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/person-imports/{id}/lines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Enrol the persons of up to 200 lines; each line of an import once */
        post: operations["addImportLines"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/person-imports/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Read a file of persons and tell what is wrong with each line; nothing is kept */
        post: operations["checkPersonImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/persons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Persons in scope, by case number */
        get: operations["listPersons"];
        put?: never;
        /** Enrol a person */
        post: operations["createPerson"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/persons/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A person's file */
        get: operations["getPerson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/persons/{id}/activations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make an activation code for a person's phone */
        post: operations["issueActivation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/persons/{id}/checkins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask a person to check in now */
        post: operations["demandCheckin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/persons/{id}/co-accused": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Keep that two persons were accused together */
        post: operations["addCoAccused"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/persons/{id}/co-accused/{other_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Forget that two persons were accused together */
        delete: operations["removeCoAccused"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/persons/{id}/devices/{device_id}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign a phone out for good */
        post: operations["revokeDevice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/persons/{id}/enrolment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The pictures by which a person is known */
        get: operations["getEnrolment"];
        /** Take the pictures by which a person is known */
        put: operations["enrol"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/persons/{id}/facts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Correct what is recorded of a person */
        put: operations["correctPerson"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/persons/{id}/ladder": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a person is told, step by step */
        get: operations["getLadder"];
        /** Choose how a person is told */
        put: operations["setLadder"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/persons/{id}/lost-contact": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin to look for a person */
        post: operations["openLostContact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/persons/{id}/places": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where a person's check-ins were made */
        get: operations["listPersonPlaces"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/persons/{id}/plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A person's plans, running first */
        get: operations["listPlans"];
        put?: never;
        /** Start a plan */
        post: operations["createPlan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/persons/{id}/policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a person answered to the privacy policy */
        get: operations["getPersonPolicy"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/persons/{id}/reach": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a person can be reached now */
        get: operations["getReach"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/persons/{id}/sanctions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Propose a sanction, with its papers */
        post: operations["proposeSanction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/persons/{id}/separation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What keeps a person apart, and where they are held */
        get: operations["getSeparation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/persons/{id}/standing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far a person is from each threshold; nothing follows from reaching one */
        get: operations["getStanding"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/persons/{id}/stay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Record that a person is in hospital or custody, or no longer is */
        put: operations["setStay"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/persons/{id}/team": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A person's correction team */
        get: operations["getTeam"];
        /** Name the members of a person's correction team */
        put: operations["saveTeam"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/persons/{id}/team/candidates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Staff in charge of the person's station, by name, at most 200 */
        get: operations["listTeamCandidates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/persons/{id}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened to a person, newest first */
        get: operations["listPersonTimeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/persons/{id}/transfer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hand a person over to another station, with the whole file */
        post: operations["transferPerson"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/persons/{id}/way": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a person shows who they are */
        get: operations["getWay"];
        /** Choose how a person shows who they are */
        put: operations["setWay"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/plan-templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Templates of plans by management level */
        get: operations["listTemplates"];
        put?: never;
        /** Write a template; plans made of it keep what they were made with */
        post: operations["saveTemplate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/plans/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change a plan; open check-ins keep the version they opened under */
        put: operations["updatePlan"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/plans/{id}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stop a plan; what is open stays open */
        post: operations["stopPlan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/plans/assignment-preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What giving a plan to a station would do */
        post: operations["previewAssignment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/plans/assignments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a plan to the persons of a station */
        post: operations["assignPlans"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/plans/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The next windows of a draft */
        post: operations["previewPlan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/policies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The draft of the privacy policy and its published versions, newest first, at most 50 */
        get: operations["listPolicies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/policies/draft": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change the draft of the privacy policy, or begin one */
        put: operations["savePolicyDraft"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/policies/draft/publication": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Publish the draft as the next version, for good */
        post: operations["publishPolicy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Monthly reports of one unit, newest month first */
        get: operations["listReports"];
        put?: never;
        /** Make the report of a month that has ended, or make it anew */
        post: operations["makeReport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/reports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One version of a monthly report */
        get: operations["getReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/reports/{id}/since": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What has changed in the month since a report was made */
        get: operations["getReportSince"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/roll-calls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Roll calls in scope, newest first */
        get: operations["listRollCalls"];
        put?: never;
        /** Take the roster, ring the phones and open the lobby, or plan to */
        post: operations["startRollCall"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/roll-calls/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A roll call with its roster */
        get: operations["getRollCall"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/roll-calls/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancel a roll call of which no name was called; the phones are told */
        post: operations["cancelRollCall"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/roll-calls/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a roll call; the unmarked get an outcome */
        post: operations["closeRollCall"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/roll-calls/{id}/hand-over": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a roll call to another officer, or take it over */
        post: operations["handOverRollCall"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/roll-calls/{id}/invitees/{person_id}/enrolment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The pictures by which an invitee is recognised when called; opening one is a look, which the ledger keeps */
        get: operations["getInviteeEnrolment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/roll-calls/{id}/invitees/{person_id}/mark": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mark a person outside the live connection, for instance reached by telephone */
        post: operations["markInvitee"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/roll-calls/{id}/invitees/{person_id}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Keep a note on a person's part in a roll call */
        post: operations["noteInvitee"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/roll-calls/{id}/invitees/{person_id}/telephone": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record what came of telephoning a person */
        post: operations["recordTelephone"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/roll-calls/{id}/join": {
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
    "/console/v1/roll-calls/{id}/plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change a planned roll call of which no phone was told */
        put: operations["replanRollCall"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/roll-calls/{id}/recall": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ring those again who are not on line, by push and by SMS */
        post: operations["recallInvitees"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/roll-calls/{id}/recordings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Recorded calls of a roll call */
        get: operations["listRecordings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/roll-calls/{id}/runners": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who may take a roll call over */
        get: operations["listRunners"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/roll-calls/{id}/seal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make the sheet of a closed roll call immutable */
        post: operations["sealRollCall"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/roll-calls/{id}/telephone": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make telephone tasks of those who did not answer twice */
        post: operations["askTelephone"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/roll-calls/{id}/watch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Get a ticket to look on in silence; written to the audit, told to nobody in the room */
        post: operations["watchRollCall"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/roll-calls/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Who would be called, registered out and kept apart */
        post: operations["previewRollCall"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/sanctions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sanctions in scope, newest first */
        get: operations["listSanctions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/sanctions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A sanction with what somebody decides on */
        get: operations["getSanction"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/sanctions/{id}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approve or refuse a sanction, unless I proposed it */
        post: operations["decideSanction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/sanctions/{id}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take my proposal back */
        post: operations["withdrawSanction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in */
        get: operations["getSession"];
        put?: never;
        /** Sign in; sets the session cookie */
        post: operations["signIn"];
        /** Sign out */
        delete: operations["signOut"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How one may sign in */
        get: operations["getSignInWays"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/staff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Staff members in scope, by username */
        get: operations["listStaff"];
        put?: never;
        /** Add a staff member and make a first password */
        post: operations["addStaff"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/staff/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One staff member with their sessions */
        get: operations["getStaff"];
        /** Change name, role, unit or sex; a new role or unit ends the sessions */
        put: operations["changeStaff"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/staff/{id}/deactivate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let somebody sign in no more; ends the sessions */
        post: operations["deactivateStaff"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/staff/{id}/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a new first password; ends the sessions */
        post: operations["resetStaffPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/staff/{id}/reactivate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let somebody sign in again */
        post: operations["reactivateStaff"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/staff/{id}/sessions/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End one session, or all */
        post: operations["endStaffSessions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/staff/{id}/unlink": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Forget which login of the identity provider is theirs; ends the sessions */
        post: operations["unlinkStaff"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/units": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The units in scope and those above */
        get: operations["listUnits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/units/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Rename a unit and set its office's telephone */
        put: operations["changeUnit"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/v1/ways": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many persons show who they are in each way */
        get: operations["countWays"];
        put?: never;
        post?: never;
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
        AcceptedPhoto: {
            /** Format: date-time */
            at: string;
            request_id: string;
            url: string;
        };
        ActivationCode: {
            /** @description Shown as a QR code, after the server's address */
            activation_path: string;
            code: string;
            /** Format: date-time */
            expires_at: string;
        };
        Again: {
            /** Format: int64 */
            cancelled: number;
            /** Format: int64 */
            delivered: number;
            /** Format: int64 */
            given_up: number;
            id: string;
            /** Format: int64 */
            pending: number;
        };
        Alert: {
            causes: components["schemas"]["Cause"][];
            id: string;
            /** @enum {string} */
            kind: "checkin_missed" | "checkin_not_reached" | "rollcall_absent" | "rollcall_not_reached" | "help_asked" | "token_reused" | "lost_contact" | "call_person" | "pattern_seen" | "leave_overdue" | "appeal_overdue" | "rollcall_phone";
            note: string;
            /** Format: date-time */
            opened_at: string;
            /** @description Who acknowledged; empty while nobody did */
            owner_id: string;
            owner_name: string;
            person: components["schemas"]["PersonRef"];
            /** Format: date-time */
            resolved_at: string | null;
            /** @enum {string} */
            severity: "info" | "warning" | "critical";
            /** @description Check-in request, roll call or device, as kind says */
            source_id: string;
            /** @enum {string} */
            state: "open" | "acknowledged" | "resolved";
            station: components["schemas"]["UnitRef"];
            /** Format: date-time */
            updated_at: string;
        };
        Answer: {
            question_id: string;
            text: string;
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
            decided_name: string;
            /** Format: date-time */
            due_at: string;
            /** @description Who decided it first; empty when software settled it by a rule */
            first_name: string;
            id: string;
            /** @description Whether who asks decided it first, or proposed the sanction, and so may not decide the appeal */
            is_own: boolean;
            /** @enum {string} */
            new_status: "" | "present" | "late" | "excused";
            /** Format: date-time */
            opened_at: string;
            /** Format: date-time */
            overdue_at: string | null;
            person: components["schemas"]["PersonRef"];
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
            station: components["schemas"]["UnitRef"];
            /** @enum {string} */
            status: "open" | "upheld" | "refused" | "withdrawn";
            text: string;
        };
        AppealDetail: {
            /**
             * @description Empty against a sanction
             * @enum {string}
             */
            against: "" | "present" | "late" | "absent" | "excused" | "review" | "not_reached";
            /** @description Oldest first */
            changes: components["schemas"]["AttendanceChange"][];
            /** Format: date */
            day: string;
            /** Format: date-time */
            decided_at: string | null;
            decided_name: string;
            /** Format: date-time */
            due_at: string;
            evidence: components["schemas"]["AppealEvidence"];
            /** @description Who decided it first; empty when software settled it by a rule */
            first_name: string;
            id: string;
            /** @description Whether who asks decided it first, or proposed the sanction, and so may not decide the appeal */
            is_own: boolean;
            /** @enum {string} */
            new_status: "" | "present" | "late" | "excused";
            /** Format: date-time */
            opened_at: string;
            /** Format: date-time */
            overdue_at: string | null;
            person: components["schemas"]["PersonRef"];
            /** @description What the person sent along */
            pictures: components["schemas"]["Paper"][];
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
            station: components["schemas"]["UnitRef"];
            /** @enum {string} */
            status: "open" | "upheld" | "refused" | "withdrawn";
            text: string;
        };
        AppealEvidence: {
            causes: components["schemas"]["Cause"][];
            /** Format: date-time */
            closes_at: string | null;
            findings: string[];
            /** Format: date-time */
            opens_at: string | null;
        };
        Area: {
            /** @description Of a polygon: of the circle around it; what a write says of it is not looked at */
            center: components["schemas"]["Point"];
            /**
             * Format: double
             * @description 50 m to 500 km; of a polygon as center
             */
            radius_m: number;
            /** @description 3 to 64, each once; the line does not cross itself or 180° */
            vertices?: components["schemas"]["Point"][] | null;
        };
        Assigned: {
            /** @enum {string} */
            effect: "gets_plan" | "has_plan" | "not_supervised";
            person: components["schemas"]["PersonRef"];
        };
        Assignment: {
            /**
             * Format: int64
             * @description How many persons get the plan by this request; 0: all. The next request expects so many fewer
             */
            at_most?: number;
            /**
             * Format: int64
             * @description How many persons the preview named as getting the plan
             */
            expect?: number;
            /**
             * Format: int64
             * @description From due until closing; what comes then is late
             */
            grace_minutes: number;
            /**
             * Format: int64
             * @description From opening until due
             */
            length_minutes: number;
            /** @description Empty: all */
            levels?: ("strict" | "ordinary" | "light")[];
            /**
             * Format: int64
             * @description Least time between two drawn windows
             */
            min_gap_minutes?: number;
            /**
             * @description Which of these days count by the public calendar; default any
             * @enum {string}
             */
            on?: "" | "any" | "not_holidays" | "working_days";
            /**
             * @description Wall clock in zone
             * @example 08:00
             */
            opens_at: string;
            /**
             * @description RFC 5545: FREQ=DAILY, WEEKLY or MONTHLY, with INTERVAL, BYDAY, BYMONTHDAY, COUNT and UNTIL; COUNT=1 is a single day
             * @example FREQ=WEEKLY;BYDAY=MO,TH
             */
            recurrence: string;
            requires: components["schemas"]["Requirements"];
            /**
             * Format: int64
             * @description Not 0: the times are drawn within this long from opens_at
             */
            span_minutes?: number;
            /** Format: date */
            starts_on: string;
            /** Format: uuid */
            station_id: string;
            /**
             * Format: int64
             * @description Windows a day when the times are drawn; default 1
             */
            times?: number;
            title: string;
            /**
             * @description IANA; default Asia/Shanghai
             * @example Asia/Shanghai
             */
            zone?: string;
        };
        AssignmentResult: {
            /**
             * Format: int64
             * @description Persons who get the plan
             */
            gets: number;
            items: components["schemas"]["Assigned"][];
        };
        AttendanceChange: {
            /** Format: date-time */
            at: string;
            by_name: string;
            /** @enum {string} */
            from: "present" | "late" | "absent" | "excused" | "review" | "not_reached";
            reason: string;
            /** @enum {string} */
            to: "present" | "late" | "absent" | "excused" | "review" | "not_reached";
        };
        AttendanceDay: {
            /** Format: date-time */
            at: string;
            /** Format: date */
            day: string;
            reason: string;
            /** @enum {string} */
            source: "checkin" | "rollcall";
            /** @description Check-in request or roll call */
            source_id: string;
            /** @enum {string} */
            status: "present" | "late" | "absent" | "excused" | "review" | "not_reached";
        };
        AttendanceRow: {
            /** Format: date-time */
            at: string;
            /** Format: date */
            day: string;
            id: string;
            person: components["schemas"]["PersonRef"];
            reason: string;
            /** @enum {string} */
            source: "checkin" | "rollcall";
            /** @description Check-in request or roll call */
            source_id: string;
            station: components["schemas"]["UnitRef"];
            /** @enum {string} */
            status: "present" | "late" | "absent" | "excused" | "review" | "not_reached";
        };
        AuditEntry: {
            /** @example checkin.decided */
            action: string;
            actor_id: string;
            /** @description Of staff, or of a person whose name may be seen; else empty */
            actor_name: string;
            actor_role: string;
            /** Format: date-time */
            at: string;
            /** @description Path of the unit whose chain it is on */
            chain: string;
            /** @description Facts: codes, ids, hashes; null without any */
            data: unknown;
            /** @description Names of the staff members whose ids are among the facts */
            data_names: {
                [key: string]: string;
            };
            hash: string;
            id: string;
            /** @description Whose record it is; null when nobody's, or no longer known */
            person: components["schemas"]["AuditPerson"];
            person_id: string;
            reason: string;
            /** Format: int64 */
            seq: number;
            /** @example checkin:0193a5f0-7c00-7000-8000-000000000004 */
            subject: string;
            /** @description Of a staff member; else empty */
            subject_name: string;
        };
        AuditPerson: {
            name: string;
            /** @description Empty when the person is elsewhere */
            number: string;
            /**
             * @description Why the name is empty: the person is under 18, or belongs to a unit out of scope now
             * @enum {string}
             */
            withheld: "" | "minor" | "elsewhere";
        };
        CalendarDay: {
            /** Format: date */
            day: string;
            /** @enum {string} */
            kind: "holiday" | "make_up_day";
            name: string;
        };
        CalendarYear: {
            days: components["schemas"]["CalendarDay"][];
        };
        CallChallenge: {
            /** Format: date-time */
            asked_at: string;
            /**
             * Format: int64
             * @description From 1
             */
            attempt: number;
            /** Format: date-time */
            deadline: string;
            /** @description To be read out, for the officer to hear; empty when gestures were asked for */
            digits: string;
            frames: components["schemas"]["CallFrame"][];
            /** @description JPEG pictures one after the other, each as long as frames says */
            frames_url: string | null;
            /**
             * @example [
             *       "turn_left"
             *     ]
             */
            gestures: string[];
            /** @enum {string} */
            kind: "digits" | "gestures";
            /** @description That was compared with the enrolment */
            picture_url: string | null;
        };
        CallFrame: {
            /** Format: int64 */
            bytes: number;
            /** Format: int64 */
            offset_ms: number;
            /**
             * Format: int64
             * @description Gesture, from 0; −1 looking straight ahead
             */
            step: number;
        };
        Cancellation: {
            reason: string;
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
        Caution: {
            /** @enum {string} */
            code: "appeal_open" | "outage" | "not_against" | "alert_unsettled";
            ground: components["schemas"]["Ground"];
        };
        ChainCheck: {
            /**
             * Format: int64
             * @description Number of the first entry that does not fit; 0 when whole
             */
            broken_at: number;
            /** @description Path of the unit whose chain it is */
            chain: string;
            /**
             * Format: int64
             * @description That fit, up to the first that does not
             */
            entries: number;
            /** @description Hash of the last entry that fits */
            head: string;
            is_whole: boolean;
        };
        ChangedStaff: {
            name: string;
            /** @enum {string} */
            role: "officer" | "supervisor" | "social_worker" | "volunteer" | "specialist" | "procurator" | "admin";
            /** @enum {string} */
            sex?: "male" | "female" | "";
            /** Format: uuid */
            unit_id: string;
            /** Format: int64 */
            version: number;
        };
        ChangedUnit: {
            name: string;
            /**
             * @description Number of the office: 3 to 20 digits, spaces, + - ( ), at least three of them digits; empty or left out: none
             * @example 0999-0000000
             */
            telephone?: string;
            /** Format: int64 */
            version: number;
        };
        CheckedImport: {
            columns: components["schemas"]["ImportColumn"][];
            /** @enum {string} */
            encoding: "utf-8" | "gb18030" | "xlsx";
            headings: string[];
            lines: components["schemas"]["ImportLine"][];
            /** @description One's own import of this file that was cut off; it goes on */
            open: components["schemas"]["PersonIntake"] | null;
            sha256: string;
        };
        Checkin: {
            device_id: string;
            /** @description That were to be read out on the recording; empty when none were asked for */
            digits: string;
            findings: components["schemas"]["Finding"][];
            /** @description What the person did in front of the camera, and what was asked */
            frames: components["schemas"]["Frame"][];
            /** @description JPEG pictures one after the other, each as long as frames says */
            frames_url: string | null;
            id: string;
            /**
             * Format: date-time
             * @description When it counts as made: earlier than received_at when it was made without network
             */
            made_at: string;
            /**
             * @description The verdict; never changed by a decision
             * @enum {string}
             */
            outcome: "open" | "accepted" | "late" | "review" | "rejected" | "missed" | "not_reached" | "cancelled";
            photo_url: string | null;
            /** Format: date-time */
            received_at: string;
            submission: components["schemas"]["Submission"];
            /** @description Picture of where the person is */
            surroundings_url: string | null;
            /** @description Recording of the person's voice */
            voice_url: string | null;
        };
        CheckinDetail: {
            /** @description The submission that counts; null while there is none */
            checkin: components["schemas"]["Checkin"] | null;
            /** Format: date-time */
            closes_at: string;
            /** Format: date */
            day: string;
            /** @description Oldest first */
            decisions: components["schemas"]["Decision"][];
            /** Format: date-time */
            due_at: string;
            /**
             * @description Whose outage moved due_at and closes_at; absent when none did
             * @enum {string}
             */
            extended?: "service" | "provider";
            /** @description What outages moved, oldest first */
            extensions: components["schemas"]["Extension"][];
            id: string;
            /** @description There are pictures of a minor, which the comparison gives for a reason */
            is_sealed: boolean;
            /** @enum {string} */
            kind: "recurring" | "on_demand" | "self_initiated";
            /** @description What the person was told about it, on each channel */
            notices: components["schemas"]["Notice"][];
            /** Format: date-time */
            opens_at: string;
            person: components["schemas"]["PersonRef"];
            person_id: string;
            plan_id: string;
            /** Format: int64 */
            plan_version: number;
            requires: components["schemas"]["Requirements"];
            station: components["schemas"]["UnitRef"];
            /** @enum {string} */
            status: "open" | "accepted" | "late" | "review" | "rejected" | "missed" | "not_reached" | "cancelled";
            title: string;
            /** Format: date-time */
            updated_at: string;
            /** @description An officer's word instead of a submission */
            witness?: components["schemas"]["Witness"];
        };
        CheckinRow: {
            /** Format: date-time */
            closes_at: string;
            /** Format: date */
            day: string;
            /** Format: date-time */
            due_at: string;
            /**
             * @description Whose outage moved due_at and closes_at; absent when none did
             * @enum {string}
             */
            extended?: "service" | "provider";
            id: string;
            /** @enum {string} */
            kind: "recurring" | "on_demand" | "self_initiated";
            /** Format: date-time */
            opens_at: string;
            person: components["schemas"]["PersonRef"];
            person_id: string;
            plan_id: string;
            /** Format: int64 */
            plan_version: number;
            requires: components["schemas"]["Requirements"];
            station: components["schemas"]["UnitRef"];
            /** @enum {string} */
            status: "open" | "accepted" | "late" | "review" | "rejected" | "missed" | "not_reached" | "cancelled";
            title: string;
            /** Format: date-time */
            updated_at: string;
        };
        ClaimState: {
            /** @description null when it is no review any more, and while claims can't be kept */
            claim: components["schemas"]["ReviewClaim"] | null;
        };
        CoAccused: {
            /**
             * Format: date-time
             * @description When it was recorded
             */
            at: string;
            /** @description Empty for a minor and for somebody of another unit's */
            name: string;
            number: string;
            person_id: string;
        };
        ComparedPicture: {
            /** @description null without a face, or without an engine to find one */
            eyes: components["schemas"]["Eyes"] | null;
            url: string;
        };
        Comparison: {
            /** @description Of the person's last check-ins that count, newest first, at most five */
            accepted: components["schemas"]["AcceptedPhoto"][];
            /** @description By which the person is known; empty while no pictures were taken */
            enrolled: components["schemas"]["ComparedPicture"][];
            /** Format: date-time */
            enrolled_at: string | null;
            frames_url: string | null;
            /** @description This deployment shows the likeness at once; else after the officer has looked */
            is_score_shown: boolean;
            /**
             * Format: double
             * @description Cosine, -1 to 1; null when nothing was compared
             */
            likeness: number | null;
            /**
             * Format: double
             * @description Likeness from which a picture is called the person's
             */
            match_from: number;
            /** @description The photo of the check-in; null without one */
            sample: components["schemas"]["ComparedPicture"] | null;
            surroundings_url: string | null;
            /**
             * Format: double
             * @description Likeness below which it is called unlike
             */
            unlike_below: number;
            voice_url: string | null;
        };
        Condition: {
            answer: string;
            question_id: string;
        };
        Correction: {
            /** Format: date */
            born_on: string;
            /** @enum {string} */
            category: "public_surveillance" | "probation" | "parole" | "outside_prison";
            /** @enum {string} */
            level: "strict" | "ordinary" | "light";
            name: string;
            number: string;
            phone?: string;
            reason: string;
            /** @enum {string} */
            sex: "male" | "female";
            /** Format: date */
            term_from: string;
            /**
             * Format: date
             * @description The last day; nothing is asked by plans after it
             */
            term_to: string;
            /**
             * Format: int64
             * @description Of the person, as it was seen
             */
            version: number;
        };
        Counts: {
            /** Format: int64 */
            absent: number;
            /** Format: int64 */
            excused: number;
            /** Format: int64 */
            late: number;
            /** Format: int64 */
            not_reached: number;
            /** Format: int64 */
            present: number;
            /** Format: int64 */
            review: number;
        };
        CutShort: {
            reason: string;
            /**
             * Format: date
             * @description The new last day
             */
            to_day: string;
        };
        DayCounts: {
            counts: components["schemas"]["Counts"];
            /** Format: date */
            day: string;
        };
        Decision: {
            /** Format: date-time */
            at: string;
            by_id: string;
            by_name: string;
            id: string;
            /** @enum {string} */
            kind: "accept" | "reject" | "ask_again";
            reason: string;
        };
        Demand: {
            /** Format: int64 */
            answer_in_minutes: number;
            /** @description Why now; kept in the ledger */
            reason: string;
            requires: components["schemas"]["Requirements"];
            title: string;
        };
        DemoLogin: {
            password: string;
            /** @enum {string} */
            role: "officer" | "supervisor" | "social_worker" | "volunteer" | "specialist" | "procurator" | "admin";
            username: string;
        };
        Desk: {
            counts: components["schemas"]["DeskCounts"];
            /** @description That run or ended within a day, newest first */
            incidents: components["schemas"]["Incident"][];
            items: components["schemas"]["DeskItem"][];
            /** @description Kinds of which more wait than are listed */
            more: ("review" | "alert" | "appeal" | "leave")[];
        };
        DeskCard: {
            id: string;
            /** Format: int64 */
            items: number;
            /** Format: int64 */
            persons: number;
            /**
             * @description Why these are one card
             * @enum {string}
             */
            reason: "needs_help" | "silent" | "repeated" | "task" | "shared_cause" | "single" | "well_since";
        };
        DeskCounts: {
            /** Format: int64 */
            alert: number;
            /** Format: int64 */
            appeal: number;
            /** Format: int64 */
            leave: number;
            /** Format: int64 */
            review: number;
        };
        DeskDone: {
            /** @example checkin.decided */
            action: string;
            /** Format: date-time */
            at: string;
            /** @description Codes of the decision; null without any */
            data: unknown;
            id: string;
            /**
             * @description What kind of record it was about
             * @example checkin
             */
            noun: string;
            person: components["schemas"]["PersonRef"];
            reason: string;
            subject_id: string;
        };
        DeskItem: {
            /** Format: date-time */
            at: string;
            /** @description Items of one card have one cause and stand together */
            card: components["schemas"]["DeskCard"];
            causes: components["schemas"]["Cause"][];
            checkin_id: string | null;
            /**
             * Format: date-time
             * @description Of an alert: when the level above is told; of an appeal: by when it is to be answered
             */
            due_at: string | null;
            findings: components["schemas"]["Finding"][];
            /** @description First day of a leave; else empty */
            from_day: string;
            /** @description Request id of a review, else the alert's, appeal's or leave's id */
            id: string;
            /** @enum {string} */
            kind: "review" | "alert" | "appeal" | "leave";
            /**
             * @description Who is asked: the station, or a level above when it was late
             * @enum {string}
             */
            level: "city" | "district" | "station";
            person: components["schemas"]["PersonRef"];
            request_id: string | null;
            rollcall_id: string | null;
            /** @enum {string} */
            severity: "info" | "warning" | "critical";
            /** @description Of an alert; else null */
            state: ("open" | "acknowledged" | "resolved") | null;
            station: components["schemas"]["UnitRef"];
            /**
             * @description Code of the finding that asks, the alert's kind, what an appeal is against, or who decides a leave
             * @example face_not_checked
             */
            title_code: string;
            /** @description Last day of a leave; else empty */
            to_day: string;
        };
        Device: {
            /** Format: date-time */
            created_at: string;
            id: string;
            name: string;
            /** Format: date-time */
            revoked_at: string | null;
        };
        DeviceFacts: {
            app_version: string;
            /** Format: int64 */
            battery_pct: number | null;
            emulator: boolean;
            mock_location: boolean;
            /** @description wifi, cellular, 4g, 3g, 2g, none; empty when not told */
            network: string;
        };
        Distance: {
            /**
             * Format: int64
             * @description After so many a heavier one may be proposed
             */
            count: number;
            /** @enum {string} */
            from: "admonition" | "warning" | "penalty" | "recall";
            /**
             * Format: int64
             * @description Approved, not revoked, within the term
             */
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
            person: components["schemas"]["PersonRef"];
            request_id: string;
            rule: components["schemas"]["DrawRule"];
            station: components["schemas"]["UnitRef"];
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
        EndedSessions: {
            /** @description Left out: all of them */
            session_id?: string;
        };
        EnrolledPicture: {
            /**
             * Format: double
             * @description Pixels; 0 when nothing was measured
             */
            face_width: number;
            url: string;
        };
        Enrolment: {
            id: string;
            /** @description Described by another model than the engine's, or by none: the pictures have to be taken anew to be compared */
            is_stale: boolean;
            pictures: components["schemas"]["EnrolledPicture"][];
            /** Format: date-time */
            taken_at: string;
        };
        Enrolments: {
            /** @description null while no pictures were taken */
            current: components["schemas"]["Enrolment"] | null;
            /** @description This server has a face engine; without one officers look */
            is_compared: boolean;
        };
        Extension: {
            /** Format: date-time */
            closes_after: string;
            /** Format: date-time */
            closes_before: string;
            /** Format: date-time */
            due_after: string;
            /** Format: date-time */
            due_before: string;
            /**
             * Format: date-time
             * @description Of the outage, as far as it touched this person
             */
            from: string;
            /** @enum {string} */
            kind: "service" | "provider";
            /** Format: date-time */
            to: string;
        };
        Eyes: {
            /** Format: int64 */
            height: number;
            /** Format: double */
            left_x: number;
            /** Format: double */
            left_y: number;
            /** Format: double */
            right_x: number;
            /** Format: double */
            right_y: number;
            /**
             * Format: int64
             * @description Of the picture
             */
            width: number;
        };
        Fairness: {
            /**
             * Format: int64
             * @description Occasions that a group needs for a share
             */
            at_least: number;
            decisions: components["schemas"]["GroupShare"];
            groups: components["schemas"]["TraitGroup"][];
            misses: components["schemas"]["GroupShare"];
            /**
             * Format: int64
             * @description Of all persons
             */
            occasions: number;
        };
        Fence: {
            /** @description Of a polygon: of the circle around it */
            center: components["schemas"]["Point"];
            /** @description The named fence that the area is a copy of. In a write it decides: the plan gets the fence as it is now, or keeps the copy that it has of this version */
            from?: components["schemas"]["FenceRef"];
            /**
             * @description Default inside
             * @enum {string}
             */
            keep?: "inside" | "outside";
            /**
             * Format: double
             * @description Of a polygon: of the circle around it
             */
            radius_m: number;
            /** @description 3 to 64, each once; they make it a polygon */
            vertices?: components["schemas"]["Point"][] | null;
        };
        FenceChange: {
            area: components["schemas"]["Area"];
            /** @enum {string} */
            kind: "fence" | "boundary";
            name: string;
            note?: string;
            /** Format: int64 */
            version: number;
        };
        FenceFeature: {
            /** @description null for one that is not sound */
            area: components["schemas"]["Area"] | null;
            /** @description Empty when it has none */
            name: string;
            /**
             * @description Empty for a sound one
             * @enum {string}
             */
            problem: "" | "not_a_feature" | "geometry" | "holes" | "open_ring" | "radius" | "name" | "note" | "name_twice" | "name_taken" | "too_many" | "coordinates" | "off_earth" | "size" | "vertices" | "crosses_itself" | "antimeridian";
            /** @enum {string} */
            shape: "circle" | "polygon";
        };
        FenceFile: {
            /** @description Stores nothing */
            dry_run?: boolean;
            /**
             * Format: int64
             * @description How many sound features the dry run named; another number stops the import
             */
            expect?: number;
            /** @description At most 2 MB and 200 features: Polygons without holes, or Points with the property radius_m; their names in the property name, notes in note */
            file: string;
            /** @enum {string} */
            kind: "fence" | "boundary";
            /** Format: uuid */
            unit_id: string;
        };
        FenceImport: {
            features: components["schemas"]["FenceFeature"][];
            /**
             * Format: int64
             * @description Sound features
             */
            good: number;
            is_stored: boolean;
        };
        FencePlan: {
            /**
             * Format: int64
             * @description That the copy was made of
             */
            fence_version: number;
            /** @description The copy is of the newest version */
            is_current: boolean;
            person: components["schemas"]["PersonRef"];
            plan_id: string;
            station: components["schemas"]["UnitRef"];
            title: string;
            /** Format: int64 */
            version: number;
        };
        FenceRef: {
            /** Format: uuid */
            id: string;
            /** @description Not looked at in a write */
            name?: string;
            /**
             * Format: int64
             * @description In a write: of the copy that the plan has; 0 takes the newest
             */
            version?: number;
        };
        FenceRefresh: {
            plans: components["schemas"]["SeenPlan"][];
        };
        FenceVersion: {
            /** Format: int64 */
            version: number;
        };
        Finding: {
            /** @example face_not_checked */
            code: string;
            evidence: string;
            /**
             * Format: double
             * @description Metres or seconds, as the code says; 0 when it says neither
             */
            value: number;
            /** @enum {string} */
            weight: "fact" | "asks";
        };
        FirstPassword: {
            /** Format: date-time */
            expires_at: string;
            password: string;
            staff: components["schemas"]["StaffFile"];
        };
        FoundPerson: {
            /** @enum {string} */
            how: "call" | "came_in" | "at_home" | "phone" | "police" | "custody" | "hospital" | "other";
            note: string;
        };
        Frame: {
            /** Format: int64 */
            bytes: number;
            /** @description Of the screen meanwhile; empty before the first */
            colour: string;
            /** @description Asked for meanwhile; empty before the first */
            gesture: string;
            /**
             * Format: int64
             * @description Since the first frame
             */
            offset_ms: number;
        };
        Ground: {
            /**
             * Format: uuid
             * @description Check-in request, roll call or alert
             */
            id: string;
            /** @enum {string} */
            source: "checkin" | "rollcall" | "alert";
        };
        GroupShare: {
            /** @description Clearly above that of all others: ask about phones and networks first */
            is_high: boolean;
            /**
             * Format: double
             * @description 0 to 1; null for a group of too few occasions
             */
            part: number | null;
        };
        HandOver: {
            /** Format: uuid */
            staff_id: string;
        };
        ImportBatch: {
            lines: components["schemas"]["NewImportLine"][];
        };
        ImportColumn: {
            /**
             * Format: int64
             * @description From 0
             */
            column: number;
            /** @enum {string} */
            field: "station" | "name" | "number" | "sex" | "born_on" | "category" | "level" | "phone" | "term_from" | "term_to";
        };
        ImportLine: {
            /** @description The whole line, where there are problems, for a file to correct */
            cells: string[];
            /**
             * Format: int64
             * @description As a spreadsheet counts it, from 1, headings included
             */
            line: number;
            /** @description Of who was added by this line before, when this import was cut off */
            person_id: string;
            /** @description Empty when the line can be added */
            problems: components["schemas"]["ImportProblem"][];
            values: components["schemas"]["ImportValues"];
        };
        ImportOutcome: {
            /** @description It had been added before */
            is_repeat: boolean;
            /** Format: int64 */
            line: number;
            /** @description Empty when nobody was added */
            person_id: string;
            problems: components["schemas"]["ImportProblem"][];
        };
        ImportProblem: {
            /** @enum {string} */
            field: "station" | "name" | "number" | "sex" | "born_on" | "category" | "level" | "phone" | "term_from" | "term_to";
            /** @enum {string} */
            reason: "missing" | "too_long" | "bad_date" | "no_station" | "two_stations" | "unknown_word" | "bad_phone" | "rounded" | "repeated" | "taken" | "minor" | "term_reversed";
        };
        ImportValues: {
            born_on?: string;
            category?: string;
            level?: string;
            name?: string;
            number?: string;
            phone?: string;
            sex?: string;
            station?: string;
            term_from?: string;
            term_to?: string;
        };
        Incident: {
            /** @description Of a provider; empty for the service */
            channel: string;
            /** Format: date-time */
            from: string;
            id: string;
            /**
             * @description Who was down: this service, or the provider of a channel
             * @enum {string}
             */
            kind: "service" | "provider";
            /** @enum {string} */
            note: "standstill" | "provider_failing";
            /**
             * Format: date-time
             * @description null while it runs
             */
            to: string | null;
        };
        Invitee: {
            /**
             * Format: date-time
             * @description Last time
             */
            called_at: string | null;
            /**
             * Format: int64
             * @description Times called by name
             */
            calls: number;
            /** @description What was asked in front of the camera, oldest first */
            challenges: components["schemas"]["CallChallenge"][];
            /**
             * @description Why the person last said that it is not possible now; empty when nothing was said
             * @enum {string}
             */
            declined: "at_work" | "driving" | "unwell" | "caring" | "poor_network" | "other" | "";
            /** Format: date-time */
            declined_at: string | null;
            /**
             * @description Why registered out; empty when not
             * @enum {string}
             */
            excuse: "on_leave" | "in_hospital" | "in_custody" | "";
            /** @description What was seen, oldest first */
            findings: components["schemas"]["SeenFinding"][];
            /**
             * @description Empty while unmarked
             * @enum {string}
             */
            mark: "" | "present" | "late" | "absent" | "excused" | "review" | "not_reached";
            mark_reason: string;
            /** Format: date-time */
            marked_at: string | null;
            /** @description Staff id, or system when registered out and at closing */
            marked_by: string;
            /** @description Two tries came to nothing */
            may_telephone: boolean;
            name: string;
            number: string;
            /** Format: date-time */
            on_line_at: string | null;
            person_id: string;
            /** @enum {string} */
            presence: "invited" | "reached" | "connecting" | "on_line" | "called" | "dropped" | "left";
            /**
             * @description The mark that the findings suggest to the officer; never a mark itself
             * @enum {string}
             */
            proposal: "" | "review";
            /** Format: date-time */
            recalled_at: string | null;
            /**
             * Format: int64
             * @description Times rung again
             */
            recalls: number;
            /**
             * @description Why kept apart at joining; empty when not
             * @enum {string}
             */
            refused: "minor" | "adult" | "women_only" | "co_accused" | "elsewhere" | "not_active" | "";
            /**
             * @description The lowest that was reached; empty while never on line
             * @enum {string}
             */
            rung: "video" | "low" | "still" | "audio" | "telephone" | "";
            /** Format: int64 */
            seq: number;
            snapshot_url: string | null;
        };
        KeptApart: {
            person: components["schemas"]["PersonRef"];
            /** @enum {string} */
            reason: "minor" | "adult" | "women_only" | "co_accused" | "elsewhere" | "not_active" | "";
        };
        Ladder: {
            /**
             * @description Time of day in the station's zone from which notices wait
             * @example 22:00
             */
            quiet_from: string;
            /** @example 07:00 */
            quiet_to: string;
            /** @description In order, each channel at most once; the inbox is always there */
            steps: components["schemas"]["LadderStep"][];
            /**
             * Format: int64
             * @description 0 while the person has none of their own and everybody's applies
             */
            version: number;
        };
        LadderStep: {
            /**
             * Format: int64
             * @description Negative before the close
             */
            after_minutes: number;
            /** @enum {string} */
            channel: "fcm" | "webpush" | "sms" | "call";
            /**
             * @description What the time counts from: the opening or the close
             * @enum {string}
             */
            from: "open" | "close";
        };
        Leave: {
            /** Format: date-time */
            applied_at: string;
            /** Format: int64 */
            days: number;
            /** Format: date */
            from_day: string;
            id: string;
            /** @description Applied for less than three days ahead */
            is_urgent: boolean;
            /**
             * @description Who approves, by its length
             * @enum {string}
             */
            level: "city" | "district" | "station";
            /** @description Whether the level of who asks is enough */
            may_decide: boolean;
            /** Format: date-time */
            overdue_at: string | null;
            person: components["schemas"]["PersonRef"];
            place: string;
            reason: string;
            /** Format: date-time */
            returned_at: string | null;
            station: components["schemas"]["UnitRef"];
            /** @enum {string} */
            status: "applied" | "approved" | "refused" | "withdrawn" | "returned";
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
            /** @description Applied for less than three days ahead */
            is_urgent: boolean;
            /**
             * @description Who approves, by its length
             * @enum {string}
             */
            level: "city" | "district" | "station";
            /** @description Whether the level of who asks is enough */
            may_decide: boolean;
            /** Format: date-time */
            overdue_at: string | null;
            /** @description What came with the application */
            papers: components["schemas"]["Paper"][];
            person: components["schemas"]["PersonRef"];
            place: string;
            reason: string;
            /** Format: date-time */
            returned_at: string | null;
            station: components["schemas"]["UnitRef"];
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
            /** @description Empty for the person */
            by_name: string;
            /** @enum {string} */
            kind: "applied" | "proposed" | "approved" | "refused" | "withdrawn" | "cut_short" | "returned";
            reason: string;
        };
        ListAlert: {
            items: components["schemas"]["Alert"][];
            /** @description null on the last page */
            next_cursor: string | null;
        };
        ListAppeal: {
            items: components["schemas"]["Appeal"][];
            /** @description null on the last page */
            next_cursor: string | null;
        };
        ListAttendanceRow: {
            items: components["schemas"]["AttendanceRow"][];
            /** @description null on the last page */
            next_cursor: string | null;
        };
        ListAuditEntry: {
            items: components["schemas"]["AuditEntry"][];
            /** @description null on the last page */
            next_cursor: string | null;
        };
        ListCheckinRow: {
            items: components["schemas"]["CheckinRow"][];
            /** @description null on the last page */
            next_cursor: string | null;
        };
        ListDeskDone: {
            items: components["schemas"]["DeskDone"][];
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
        ListFencePlan: {
            items: components["schemas"]["FencePlan"][];
            /** @description null on the last page */
            next_cursor: string | null;
        };
        ListImportOutcome: {
            items: components["schemas"]["ImportOutcome"][];
            /** @description null on the last page */
            next_cursor: string | null;
        };
        ListInvitee: {
            items: components["schemas"]["Invitee"][];
            /** @description null on the last page */
            next_cursor: string | null;
        };
        ListLeave: {
            items: components["schemas"]["Leave"][];
            /** @description null on the last page */
            next_cursor: string | null;
        };
        ListLostContact: {
            items: components["schemas"]["LostContact"][];
            /** @description null on the last page */
            next_cursor: string | null;
        };
        ListNamedFence: {
            items: components["schemas"]["NamedFence"][];
            /** @description null on the last page */
            next_cursor: string | null;
        };
        ListNode: {
            items: components["schemas"]["Node"][];
            /** @description null on the last page */
            next_cursor: string | null;
        };
        ListPartner: {
            items: components["schemas"]["Partner"][];
            /** @description null on the last page */
            next_cursor: string | null;
        };
        ListPartnerDelivery: {
            items: components["schemas"]["PartnerDelivery"][];
            /** @description null on the last page */
            next_cursor: string | null;
        };
        ListPersonIntake: {
            items: components["schemas"]["PersonIntake"][];
            /** @description null on the last page */
            next_cursor: string | null;
        };
        ListPersonRow: {
            items: components["schemas"]["PersonRow"][];
            /** @description null on the last page */
            next_cursor: string | null;
        };
        ListPlan: {
            items: components["schemas"]["Plan"][];
            /** @description null on the last page */
            next_cursor: string | null;
        };
        ListPolicy: {
            items: components["schemas"]["Policy"][];
            /** @description null on the last page */
            next_cursor: string | null;
        };
        ListRefreshedPlan: {
            items: components["schemas"]["RefreshedPlan"][];
            /** @description null on the last page */
            next_cursor: string | null;
        };
        ListReportRow: {
            items: components["schemas"]["ReportRow"][];
            /** @description null on the last page */
            next_cursor: string | null;
        };
        ListReviewClaim: {
            items: components["schemas"]["ReviewClaim"][];
            /** @description null on the last page */
            next_cursor: string | null;
        };
        ListRollCall: {
            items: components["schemas"]["RollCall"][];
            /** @description null on the last page */
            next_cursor: string | null;
        };
        ListRunner: {
            items: components["schemas"]["Runner"][];
            /** @description null on the last page */
            next_cursor: string | null;
        };
        ListSanction: {
            items: components["schemas"]["Sanction"][];
            /** @description null on the last page */
            next_cursor: string | null;
        };
        ListStaffRow: {
            items: components["schemas"]["StaffRow"][];
            /** @description null on the last page */
            next_cursor: string | null;
        };
        ListTeamCandidate: {
            items: components["schemas"]["TeamCandidate"][];
            /** @description null on the last page */
            next_cursor: string | null;
        };
        ListTemplate: {
            items: components["schemas"]["Template"][];
            /** @description null on the last page */
            next_cursor: string | null;
        };
        ListTimelineItem: {
            items: components["schemas"]["TimelineItem"][];
            /** @description null on the last page */
            next_cursor: string | null;
        };
        ListUnit: {
            items: components["schemas"]["Unit"][];
            /** @description null on the last page */
            next_cursor: string | null;
        };
        ListWayCount: {
            items: components["schemas"]["WayCount"][];
            /** @description null on the last page */
            next_cursor: string | null;
        };
        Location: {
            /** Format: double */
            accuracy_m: number;
            /**
             * @description As the source gave it
             * @enum {string}
             */
            datum: "wgs84" | "gcj02";
            /** Format: double */
            lat: number;
            /** Format: double */
            lng: number;
            /** Format: date-time */
            taken_at: string;
        };
        Login: {
            password: string;
            username: string;
        };
        LostContact: {
            /** @description Opened because questions stayed unanswered */
            by_system: boolean;
            /** Format: date-time */
            closed_at: string | null;
            /**
             * Format: date-time
             * @description By when; the level above is told afterwards
             */
            due_at: string | null;
            how: ("call" | "came_in" | "at_home" | "phone" | "police" | "custody" | "hospital" | "other") | null;
            id: string;
            /** @description The step that is proposed; found proposes to close; null when nothing is due */
            next: ("opened" | "called_person" | "called_family" | "visited_home" | "informed_district" | "informed_police" | "informed_procuratorate" | "reviewed_ten_days" | "reviewed_month" | "noted" | "sign_seen" | "found") | null;
            /** Format: date-time */
            opened_at: string;
            person: components["schemas"]["PersonRef"];
            /**
             * Format: date-time
             * @description The newest sign of life since the case was opened
             */
            sign_at: string | null;
            sign_by: ("checkin" | "rollcall" | "phone" | "call" | "found" | "enrolled") | null;
            /**
             * Format: date-time
             * @description The last contact before the case was opened
             */
            since_at: string;
            /** @enum {string} */
            since_by: "checkin" | "rollcall" | "phone" | "call" | "found" | "enrolled";
            /**
             * @description The span since the last contact: up to ten days, more, more than a month
             * @enum {string}
             */
            stage: "within_ten_days" | "over_ten_days" | "over_month";
            /** @enum {string} */
            state: "open" | "closed";
            station: components["schemas"]["UnitRef"];
        };
        LostContactDetail: {
            /** @description Opened because questions stayed unanswered */
            by_system: boolean;
            /** Format: date-time */
            closed_at: string | null;
            /**
             * Format: date-time
             * @description By when; the level above is told afterwards
             */
            due_at: string | null;
            how: ("call" | "came_in" | "at_home" | "phone" | "police" | "custody" | "hospital" | "other") | null;
            id: string;
            /** @description The step that is proposed; found proposes to close; null when nothing is due */
            next: ("opened" | "called_person" | "called_family" | "visited_home" | "informed_district" | "informed_police" | "informed_procuratorate" | "reviewed_ten_days" | "reviewed_month" | "noted" | "sign_seen" | "found") | null;
            /** Format: date-time */
            opened_at: string;
            person: components["schemas"]["PersonRef"];
            /**
             * Format: date-time
             * @description The newest sign of life since the case was opened
             */
            sign_at: string | null;
            sign_by: ("checkin" | "rollcall" | "phone" | "call" | "found" | "enrolled") | null;
            /**
             * Format: date-time
             * @description The last contact before the case was opened
             */
            since_at: string;
            /** @enum {string} */
            since_by: "checkin" | "rollcall" | "phone" | "call" | "found" | "enrolled";
            /**
             * @description The span since the last contact: up to ten days, more, more than a month
             * @enum {string}
             */
            stage: "within_ten_days" | "over_ten_days" | "over_month";
            /** @enum {string} */
            state: "open" | "closed";
            station: components["schemas"]["UnitRef"];
            /** @description Oldest first */
            steps: components["schemas"]["LostContactStep"][];
        };
        LostContactStep: {
            /**
             * Format: date-time
             * @description When it was recorded
             */
            at: string;
            /** @description Empty for the software */
            by_name: string;
            /** Format: date-time */
            happened_at: string;
            how: ("call" | "came_in" | "at_home" | "phone" | "police" | "custody" | "hospital" | "other") | null;
            /** @description Who was called, met or told */
            informed: string;
            /** @enum {string} */
            kind: "opened" | "called_person" | "called_family" | "visited_home" | "informed_district" | "informed_police" | "informed_procuratorate" | "reviewed_ten_days" | "reviewed_month" | "noted" | "sign_seen" | "found";
            note: string;
            sign: ("checkin" | "rollcall" | "phone" | "call" | "found" | "enrolled") | null;
        };
        MapBase: {
            /** @description Whose map it is, shown on it */
            attribution: string;
            /**
             * @description In which the pictures are; everything else is WGS-84
             * @enum {string}
             */
            datum: "wgs84" | "gcj02";
            /** @description URL of pictures with {z}, {x} and {y}; empty draws a plain grid */
            tiles: string;
        };
        Member: {
            id: string;
            name: string;
            /** @enum {string} */
            role: "officer" | "supervisor" | "social_worker" | "volunteer" | "specialist" | "procurator" | "admin";
            unit: components["schemas"]["Unit"];
        };
        NamedFence: {
            /** Format: date-time */
            archived_at: string | null;
            area: components["schemas"]["Area"];
            id: string;
            /**
             * @description A fence, or a boundary that maps draw beneath
             * @enum {string}
             */
            kind: "fence" | "boundary";
            /** @description Whether it lies in the scope of who asks */
            may_write: boolean;
            name: string;
            note: string;
            /** @enum {string} */
            shape: "circle" | "polygon";
            unit: components["schemas"]["UnitRef"];
            /** Format: date-time */
            updated_at: string;
            /** Format: int64 */
            version: number;
        };
        NewAgain: {
            /**
             * Format: date
             * @description In the zone of the partner's unit
             */
            day: string;
        };
        NewAppealDecision: {
            is_upheld: boolean;
            /**
             * @description What an upheld appeal changes the record to
             * @enum {string}
             */
            new_status?: "" | "present" | "late" | "excused";
            reason: string;
        };
        NewCall: {
            /**
             * @description Only having spoken to the person counts as having told them
             * @enum {string}
             */
            result: "spoke" | "no_answer" | "wrong_number";
        };
        NewClaim: {
            /**
             * Format: uuid
             * @description The window in which one looks
             */
            seat: string;
            /** @description Also when somebody else looks at it */
            take_over?: boolean;
        };
        NewCoAccused: {
            number: string;
        };
        NewDecision: {
            /** Format: uuid */
            checkin_id: string;
            /** @enum {string} */
            kind: "accept" | "reject" | "ask_again";
            /** @description Needed unless kind is accept */
            reason?: string;
        };
        NewDrain: {
            /**
             * Format: int64
             * @description How long roll calls may go on before they move; left out: as the deployment is set
             */
            grace_seconds?: number;
        };
        NewExport: {
            /**
             * @description Codes, ids and days of the filters; never what was searched for
             * @example {
             *       "state": "open"
             *     }
             */
            filters?: {
                [key: string]: string;
            };
            /** @enum {string} */
            form: "csv" | "xlsx";
            /** @enum {string} */
            list: "persons" | "checkins" | "attendance" | "alerts" | "leaves" | "appeals" | "lost_contacts" | "roll_calls" | "audit" | "staff" | "sanctions" | "fences";
            /** Format: int64 */
            rows: number;
            /**
             * Format: uuid
             * @description Empty: the member's whole scope
             */
            unit_id?: string;
        };
        NewFence: {
            area: components["schemas"]["Area"];
            /** @enum {string} */
            kind: "fence" | "boundary";
            name: string;
            note?: string;
            /** Format: uuid */
            unit_id: string;
        };
        NewImport: {
            /** Format: int64 */
            lines_count: number;
            sha256: string;
        };
        NewImportLine: {
            /** Format: int64 */
            line: number;
            values: components["schemas"]["ImportValues"];
        };
        NewLeaveDecision: {
            /** @enum {string} */
            decision: "propose" | "approve" | "refuse";
            /** @description Needed unless it is approved */
            reason?: string;
        };
        NewLostContact: {
            /** @description What is known */
            reason: string;
        };
        NewLostContactStep: {
            /**
             * Format: date-time
             * @description Now when absent
             */
            happened_at?: string;
            /** @description Who was told; needed when the step is to tell somebody */
            informed?: string;
            /** @enum {string} */
            kind: "called_person" | "called_family" | "visited_home" | "informed_district" | "informed_police" | "informed_procuratorate" | "reviewed_ten_days" | "reviewed_month" | "noted";
            /** @description What came of it */
            note: string;
        };
        NewMark: {
            /** @description Needed unless status is present */
            reason?: string;
            /** @enum {string} */
            status: "present" | "late" | "absent" | "excused" | "review";
        };
        NewNote: {
            text: string;
        };
        NewPartner: {
            events: ("lost_contact.opened" | "lost_contact.step_recorded" | "lost_contact.closed" | "leave.decided" | "checkin.missed" | "checkin.decided" | "rollcall.closed" | "appeal.decided" | "person.transferred")[];
            /** @enum {string} */
            kind: "police" | "procuratorate" | "court" | "prison" | "platform";
            /** @description Set: it may hear of minors, for this reason */
            minors_reason?: string;
            name: string;
            note?: string;
            /** Format: uuid */
            unit_id: string;
            /** @description https */
            url: string;
        };
        NewPassword: {
            /** @description 10 to 128 characters */
            new: string;
            old: string;
        };
        NewPerson: {
            /** Format: date */
            born_on: string;
            /** @enum {string} */
            category: "public_surveillance" | "probation" | "parole" | "outside_prison";
            /** @enum {string} */
            level: "strict" | "ordinary" | "light";
            name: string;
            number: string;
            phone?: string;
            /** @enum {string} */
            sex: "male" | "female";
            /** Format: uuid */
            station_id: string;
            /** Format: date */
            term_from: string;
            /**
             * Format: date
             * @description The last day; nothing is asked by plans after it
             */
            term_to: string;
        };
        NewPolicy: {
            /** @description What is new */
            change_note: string;
            /** @description Paragraphs parted by empty lines; '## ' begins a heading, '- ' an item */
            chinese: string;
            /**
             * Format: date
             * @description From which it is shown, in the city's zone
             */
            effective_day: string;
            /** @description May be empty: then the Chinese text is shown */
            english: string;
            /**
             * Format: int64
             * @description Of the draft that was seen; 0 while there is none
             */
            revision: number;
        };
        NewReopening: {
            /**
             * Format: int64
             * @description From now on
             */
            minutes: number;
            reason: string;
        };
        NewReport: {
            /** @example 2026-10 */
            month: string;
            reason: string;
            /** Format: uuid */
            unit_id: string;
        };
        NewRollCall: {
            /** @description Of the order by hand; who is left out follows by number */
            arranged?: string[] | null;
            /** @enum {string} */
            audience: "adults" | "minors" | "women";
            is_auto?: boolean;
            is_recorded?: boolean;
            /**
             * @description Empty is everybody of the unit
             * @enum {string}
             */
            kind?: "station" | "district" | "chosen" | "spot";
            /**
             * Format: int64
             * @description How long before the phones are told; 0 is not at all
             */
            notify_minutes?: number;
            /**
             * @description Empty is by number
             * @enum {string}
             */
            order?: "number" | "hand" | "chance";
            /** @description Of chosen persons and spot checks */
            person_ids?: string[] | null;
            /**
             * Format: date-time
             * @description Plans the roll call for then; absent, it starts at once
             */
            starts_at?: string;
            /**
             * Format: uuid
             * @description A justice station, or a district
             */
            station_id: string;
            /** @description Empty takes the unit's name */
            title?: string;
        };
        NewSanctionDecision: {
            is_approved: boolean;
            reason: string;
        };
        NewStaff: {
            name: string;
            /** @enum {string} */
            role: "officer" | "supervisor" | "social_worker" | "volunteer" | "specialist" | "procurator" | "admin";
            /** @enum {string} */
            sex?: "male" | "female" | "";
            /** Format: uuid */
            unit_id: string;
            /** @description Small letters, digits and . _ @ - */
            username: string;
        };
        NewStay: {
            /**
             * @description Empty: at large again
             * @enum {string}
             */
            kind: "hospital" | "custody" | "";
            /** @description How it is known */
            note: string;
            /** Format: date */
            since_day?: string;
        };
        NewTeam: {
            members: components["schemas"]["NewTeamMember"][];
            /**
             * Format: int64
             * @description That was seen; 0 while nobody was ever named
             */
            version: number;
        };
        NewTeamMember: {
            /** @description The person sees the number */
            is_phone_shown: boolean;
            /** @description Knows minors by training or work (law, art. 52) */
            knows_minors: boolean;
            /** @description Of somebody from outside; empty for staff */
            name: string;
            phone: string;
            /**
             * @description Of somebody from outside; empty for staff
             * @enum {string}
             */
            relation: "village_committee" | "employer" | "school" | "family" | "guardian" | "volunteer" | "police" | "other" | "";
            /** @enum {string} */
            role: "lead" | "member";
            /** @enum {string} */
            sex: "male" | "female";
            /** @description Empty for somebody from outside */
            staff_id: string;
        };
        NewTemplate: {
            /**
             * Format: int64
             * @description From due until closing; what comes then is late
             */
            grace_minutes: number;
            id?: string;
            /**
             * Format: int64
             * @description From opening until due
             */
            length_minutes: number;
            /** @enum {string} */
            level: "strict" | "ordinary" | "light";
            /**
             * Format: int64
             * @description Least time between two drawn windows
             */
            min_gap_minutes?: number;
            /**
             * @description Which of these days count by the public calendar; default any
             * @enum {string}
             */
            on?: "" | "any" | "not_holidays" | "working_days";
            /**
             * @description Wall clock in zone
             * @example 08:00
             */
            opens_at: string;
            /**
             * @description RFC 5545: FREQ=DAILY, WEEKLY or MONTHLY, with INTERVAL, BYDAY, BYMONTHDAY, COUNT and UNTIL; COUNT=1 is a single day
             * @example FREQ=WEEKLY;BYDAY=MO,TH
             */
            recurrence: string;
            requires: components["schemas"]["Requirements"];
            /**
             * Format: int64
             * @description Not 0: the times are drawn within this long from opens_at
             */
            span_minutes?: number;
            /** Format: date */
            starts_on: string;
            /**
             * Format: int64
             * @description Windows a day when the times are drawn; default 1
             */
            times?: number;
            title: string;
            /**
             * Format: int64
             * @description Of the template that is changed
             */
            version?: number;
            /**
             * @description IANA; default Asia/Shanghai
             * @example Asia/Shanghai
             */
            zone?: string;
        };
        NewWay: {
            /** @description Required unless the way is face */
            reason: string;
            /**
             * Format: int64
             * @description That was seen; 0 while nothing was chosen
             */
            version: number;
            /** @enum {string} */
            way: "face" | "voice" | "call" | "kiosk" | "guardian";
        };
        NewWitness: {
            note?: string;
            /** @enum {string} */
            way: "call" | "kiosk" | "guardian";
        };
        Node: {
            /**
             * Format: double
             * @description Share of the machine's cores in use by the server
             */
            cpu: number;
            id: string;
            /**
             * Format: int64
             * @description Phones and officers with a seat
             */
            peers: number;
            /** Format: int64 */
            roll_calls: number;
            /**
             * Format: date-time
             * @description Last heartbeat
             */
            seen_at: string;
            /** Format: date-time */
            started_at: string;
            /**
             * @description draining takes no new roll calls; those it has end or move
             * @enum {string}
             */
            state: "up" | "draining";
            /** @description Of its websocket */
            url: string;
        };
        Notice: {
            /**
             * Format: date-time
             * @description The provider took it; for the inbox: written
             */
            accepted_at: string | null;
            /** @enum {string} */
            channel: "inbox" | "fcm" | "webpush" | "sms" | "call";
            /**
             * Format: date-time
             * @description The device says it arrived
             */
            delivered_at: string | null;
            /** Format: date-time */
            failed_at: string | null;
            /** @description Reason code; empty without a failure */
            failure: string;
            /** Format: date-time */
            opened_at: string | null;
            /** Format: date-time */
            shown_at: string | null;
        };
        Occurrence: {
            /** Format: date-time */
            closes_at: string;
            /** Format: date */
            day: string;
            /** Format: date-time */
            due_at: string;
            /**
             * @description opens as the plan says; holiday, rest_day, excused (by an approved leave) and after_term are not asked; without_fence opens wherever the person is
             * @enum {string}
             */
            effect: "opens" | "holiday" | "rest_day" | "excused" | "without_fence" | "after_term";
            /** @description The time is drawn between opens_at and due_at */
            is_range: boolean;
            /**
             * @description Of the public holiday; else empty
             * @example 国庆节
             */
            name: string;
            /** Format: date-time */
            opens_at: string;
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
            /** @description A picture to show; anything else is answered as a download */
            url: string;
        };
        Partner: {
            /** Format: date-time */
            created_at: string;
            events: ("lost_contact.opened" | "lost_contact.step_recorded" | "lost_contact.closed" | "leave.decided" | "checkin.missed" | "checkin.decided" | "rollcall.closed" | "appeal.decided" | "person.transferred")[];
            /**
             * Format: date-time
             * @description Of the first failure since something arrived
             */
            failing_since: string | null;
            id: string;
            /** @enum {string} */
            kind: "police" | "procuratorate" | "court" | "prison" | "platform";
            /** @description Why it may hear of minors; empty: it does not */
            minors_reason: string;
            name: string;
            /** @description Whom to call */
            note: string;
            /**
             * Format: date-time
             * @description Until when an older secret signs too
             */
            overlap_until: string | null;
            /**
             * @description Why nothing is sent; empty while it is
             * @enum {string}
             */
            pause: "by_hand" | "failing" | "gone" | "";
            /** Format: date-time */
            paused_at: string | null;
            /** @description It hears of this unit and those below */
            unit: components["schemas"]["UnitRef"];
            url: string;
            /** Format: int64 */
            version: number;
        };
        PartnerChange: {
            events: ("lost_contact.opened" | "lost_contact.step_recorded" | "lost_contact.closed" | "leave.decided" | "checkin.missed" | "checkin.decided" | "rollcall.closed" | "appeal.decided" | "person.transferred")[];
            /** @enum {string} */
            kind: "police" | "procuratorate" | "court" | "prison" | "platform";
            /** @description Set: it may hear of minors, for this reason */
            minors_reason?: string;
            name: string;
            note?: string;
            /** Format: uuid */
            unit_id: string;
            /** @description https */
            url: string;
            /**
             * Format: int64
             * @description The one that was seen
             */
            version: number;
        };
        PartnerDelivery: {
            /** @description What is posted */
            body: string;
            /** Format: date-time */
            created_at: string;
            event_id: string;
            /** @description The same at every try */
            id: string;
            /**
             * Format: date-time
             * @description When it is tried next
             */
            next_at: string | null;
            /** Format: date-time */
            settled_at: string | null;
            /** @enum {string} */
            state: "pending" | "delivered" | "given_up" | "cancelled";
            /** @description Oldest first, the last 20 */
            tries: components["schemas"]["PartnerTry"][];
            /** @enum {string} */
            type: "lost_contact.opened" | "lost_contact.step_recorded" | "lost_contact.closed" | "leave.decided" | "checkin.missed" | "checkin.decided" | "rollcall.closed" | "appeal.decided" | "person.transferred" | "partner.test";
        };
        PartnerSecret: {
            partner: components["schemas"]["Partner"];
            /** @description whsec_ and base64 */
            secret: string;
        };
        PartnerTry: {
            /** Format: date-time */
            at: string;
            /**
             * @description What kept it from arriving; empty when it did
             * @enum {string}
             */
            class: "" | "private_address" | "unreachable" | "tls" | "timeout" | "redirect" | "rate_limited" | "client_error" | "server_error" | "gone" | "oversized";
            /** Format: int64 */
            millis: number;
            /**
             * Format: int64
             * @description Of HTTP; 0 without an answer
             */
            status: number;
        };
        PausePartner: {
            reason: string;
        };
        Person: {
            /** Format: date */
            born_on: string;
            /** @enum {string} */
            category: "public_surveillance" | "probation" | "parole" | "outside_prison";
            /** Format: date-time */
            created_at: string;
            id: string;
            is_minor: boolean;
            /** @enum {string} */
            level: "strict" | "ordinary" | "light";
            name: string;
            number: string;
            phone: string;
            /** @enum {string} */
            sex: "male" | "female";
            station: components["schemas"]["UnitRef"];
            /** @enum {string} */
            status: "active" | "detained" | "ended";
            /** Format: date */
            term_from: string;
            /** Format: date */
            term_to: string;
            /** Format: int64 */
            version: number;
        };
        PersonFile: {
            /** @description The last 84 days, newest first */
            attendance: components["schemas"]["AttendanceDay"][];
            /** Format: date */
            born_on: string;
            /** @enum {string} */
            category: "public_surveillance" | "probation" | "parole" | "outside_prison";
            /** Format: date-time */
            created_at: string;
            devices: components["schemas"]["Device"][];
            id: string;
            is_minor: boolean;
            /** @enum {string} */
            level: "strict" | "ordinary" | "light";
            name: string;
            number: string;
            phone: string;
            plans: components["schemas"]["Plan"][];
            portrait: components["schemas"]["Portrait"];
            /** @description The 30 newest */
            requests: components["schemas"]["Request"][];
            /** @enum {string} */
            sex: "male" | "female";
            station: components["schemas"]["UnitRef"];
            /** @enum {string} */
            status: "active" | "detained" | "ended";
            /** Format: date */
            term_from: string;
            /** Format: date */
            term_to: string;
            /** Format: int64 */
            version: number;
        };
        PersonIntake: {
            /** Format: int64 */
            added_count: number;
            ended_at: string | null;
            id: string;
            /**
             * Format: int64
             * @description Sound lines when it began
             */
            lines_count: number;
            /** Format: date-time */
            started_at: string;
        };
        PersonLadder: {
            /**
             * @description Time of day in the station's zone from which notices wait
             * @example 22:00
             */
            quiet_from: string;
            /** @example 07:00 */
            quiet_to: string;
            /** @description In order, each channel at most once; the inbox is always there */
            steps: components["schemas"]["LadderStep"][];
            /** Format: date-time */
            updated_at: string | null;
            /**
             * Format: int64
             * @description 0 while the person has none of their own and everybody's applies
             */
            version: number;
        };
        PersonPlace: {
            location: components["schemas"]["Location"];
            /** Format: date-time */
            made_at: string;
            request_id: string;
            /** @enum {string} */
            status: "open" | "accepted" | "late" | "review" | "rejected" | "missed" | "not_reached" | "cancelled";
            title: string;
        };
        PersonPlaces: {
            /** @description Of the plans that run */
            areas: components["schemas"]["PlanArea"][];
            /** @description There were more check-ins than were looked at */
            more: boolean;
            /** @description Newest first, of at most 300 check-ins */
            points: components["schemas"]["PersonPlace"][];
            /** Format: date-time */
            since: string;
        };
        PersonPolicy: {
            /** @description The newest; null until there is one */
            answer: components["schemas"]["PolicyAnswer"] | null;
            /**
             * Format: int64
             * @description That persons are shown now
             */
            shown_version: number;
        };
        PersonRef: {
            id: string;
            /** @description The name is withheld: the person is under 18 */
            masked: boolean;
            name: string;
            number: string;
        };
        PersonRow: {
            /** @enum {string} */
            category: "public_surveillance" | "probation" | "parole" | "outside_prison";
            /**
             * Format: int64
             * @description Activated and not revoked
             */
            devices_count: number;
            id: string;
            is_minor: boolean;
            /** @enum {string} */
            level: "strict" | "ordinary" | "light";
            /** @description The name is withheld: the person is under 18 and no reveal_reason was given */
            masked: boolean;
            /** @description Empty when masked */
            name: string;
            number: string;
            /** @enum {string} */
            sex: "male" | "female";
            station: components["schemas"]["UnitRef"];
            /** @enum {string} */
            status: "active" | "detained" | "ended";
        };
        PersonWay: {
            /** @description Required unless the way is face */
            reason: string;
            /** Format: date-time */
            updated_at: string | null;
            /**
             * Format: int64
             * @description That was seen; 0 while nothing was chosen
             */
            version: number;
            /** @enum {string} */
            way: "face" | "voice" | "call" | "kiosk" | "guardian";
        };
        PhoneResult: {
            /** @enum {string} */
            outcome: "spoke" | "no_answer" | "wrong_number";
        };
        Plan: {
            /**
             * Format: date-time
             * @description Of this version
             */
            created_at: string;
            /**
             * Format: int64
             * @description From due until closing; what comes then is late
             */
            grace_minutes: number;
            id: string;
            /** @enum {string} */
            kind: "recurring" | "on_demand" | "self_initiated";
            /**
             * Format: int64
             * @description From opening until due
             */
            length_minutes: number;
            /**
             * Format: int64
             * @description Least time between two drawn windows
             */
            min_gap_minutes?: number;
            /**
             * Format: date-time
             * @description Of a plan with drawn times: when the range of its next day begins
             */
            next_opens_at: string | null;
            /**
             * @description Which of these days count by the public calendar; default any
             * @enum {string}
             */
            on?: "" | "any" | "not_holidays" | "working_days";
            /**
             * @description Wall clock in zone
             * @example 08:00
             */
            opens_at: string;
            person_id: string;
            /**
             * @description RFC 5545: FREQ=DAILY, WEEKLY or MONTHLY, with INTERVAL, BYDAY, BYMONTHDAY, COUNT and UNTIL; COUNT=1 is a single day
             * @example FREQ=WEEKLY;BYDAY=MO,TH
             */
            recurrence: string;
            requires: components["schemas"]["Requirements"];
            /**
             * Format: int64
             * @description Not 0: the times are drawn within this long from opens_at
             */
            span_minutes?: number;
            /** Format: date */
            starts_on: string;
            /** Format: date-time */
            stopped_at: string | null;
            /**
             * Format: int64
             * @description Windows a day when the times are drawn; default 1
             */
            times?: number;
            title: string;
            /**
             * Format: int64
             * @description Sent back with a change
             */
            version: number;
            /**
             * @description IANA; default Asia/Shanghai
             * @example Asia/Shanghai
             */
            zone?: string;
        };
        PlanArea: {
            fence: components["schemas"]["Fence"];
            title: string;
        };
        PlanDraft: {
            /**
             * Format: int64
             * @description From due until closing; what comes then is late
             */
            grace_minutes: number;
            /**
             * Format: int64
             * @description From opening until due
             */
            length_minutes: number;
            /**
             * Format: int64
             * @description Least time between two drawn windows
             */
            min_gap_minutes?: number;
            /**
             * @description Which of these days count by the public calendar; default any
             * @enum {string}
             */
            on?: "" | "any" | "not_holidays" | "working_days";
            /**
             * @description Wall clock in zone
             * @example 08:00
             */
            opens_at: string;
            /**
             * @description RFC 5545: FREQ=DAILY, WEEKLY or MONTHLY, with INTERVAL, BYDAY, BYMONTHDAY, COUNT and UNTIL; COUNT=1 is a single day
             * @example FREQ=WEEKLY;BYDAY=MO,TH
             */
            recurrence: string;
            requires: components["schemas"]["Requirements"];
            /**
             * Format: int64
             * @description Not 0: the times are drawn within this long from opens_at
             */
            span_minutes?: number;
            /** Format: date */
            starts_on: string;
            /**
             * Format: int64
             * @description Windows a day when the times are drawn; default 1
             */
            times?: number;
            title: string;
            /**
             * @description IANA; default Asia/Shanghai
             * @example Asia/Shanghai
             */
            zone?: string;
        };
        PlanUpdate: {
            /**
             * Format: int64
             * @description From due until closing; what comes then is late
             */
            grace_minutes: number;
            /**
             * Format: int64
             * @description From opening until due
             */
            length_minutes: number;
            /**
             * Format: int64
             * @description Least time between two drawn windows
             */
            min_gap_minutes?: number;
            /**
             * @description Which of these days count by the public calendar; default any
             * @enum {string}
             */
            on?: "" | "any" | "not_holidays" | "working_days";
            /**
             * @description Wall clock in zone
             * @example 08:00
             */
            opens_at: string;
            /**
             * @description RFC 5545: FREQ=DAILY, WEEKLY or MONTHLY, with INTERVAL, BYDAY, BYMONTHDAY, COUNT and UNTIL; COUNT=1 is a single day
             * @example FREQ=WEEKLY;BYDAY=MO,TH
             */
            recurrence: string;
            requires: components["schemas"]["Requirements"];
            /**
             * Format: int64
             * @description Not 0: the times are drawn within this long from opens_at
             */
            span_minutes?: number;
            /** Format: date */
            starts_on: string;
            /**
             * Format: int64
             * @description Windows a day when the times are drawn; default 1
             */
            times?: number;
            title: string;
            /** Format: int64 */
            version: number;
            /**
             * @description IANA; default Asia/Shanghai
             * @example Asia/Shanghai
             */
            zone?: string;
        };
        Point: {
            /** Format: double */
            lat: number;
            /** Format: double */
            lng: number;
        };
        Policy: {
            /** @description What is new */
            change_note: string;
            /** @description Paragraphs parted by empty lines; '## ' begins a heading, '- ' an item */
            chinese: string;
            /**
             * Format: date
             * @description From which it is shown, in the city's zone
             */
            effective_day: string;
            /** @description May be empty: then the Chinese text is shown */
            english: string;
            id: string;
            /** Format: date-time */
            published_at: string | null;
            /**
             * Format: int64
             * @description Active persons who have answered this version
             */
            reader_count: number;
            /**
             * Format: int64
             * @description Of the draft
             */
            revision: number;
            /** @description Of what was published; empty of the draft */
            sha256: string;
            /** @enum {string} */
            status: "draft" | "published";
            /** Format: date-time */
            updated_at: string;
            /**
             * Format: int64
             * @description 0 of the draft
             */
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
        PolicyRevision: {
            /** Format: int64 */
            revision: number;
        };
        Portrait: {
            /**
             * @description Why there is none; empty with a picture
             * @enum {string}
             */
            absence: "not_allowed" | "face_refused" | "not_taken" | "";
            /** Format: date-time */
            taken_at: string | null;
            /** @description null without one; opening it is a look, which the ledger keeps */
            url: string | null;
        };
        Preview: {
            /** @description Years whose public holidays are not known yet, when the draft minds them */
            unknown_years: string[];
            windows: components["schemas"]["Occurrence"][];
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
        Question: {
            /** @example q1 */
            id: string;
            options?: string[];
            show_if?: components["schemas"]["Condition"];
            text: string;
        };
        RankedPerson: {
            counts: components["schemas"]["Counts"];
            person: components["schemas"]["PersonRef"];
        };
        RankedPersons: {
            /**
             * Format: int64
             * @description Persons with attendance in these days; those who are not listed came more often
             */
            of: number;
            persons: components["schemas"]["RankedPerson"][];
        };
        Reach: {
            /**
             * Format: date-time
             * @description Now, by the server's clock
             */
            at: string;
            /**
             * @description no_device: no phone is activated; push_off: none takes push; push_silent: one takes push, but nothing was heard of it for 8 days; push: one takes push and was heard of
             * @enum {string}
             */
            code: "no_device" | "push_off" | "push_silent" | "push";
            /**
             * Format: int64
             * @description Activated and not revoked
             */
            devices_count: number;
            /**
             * Format: date-time
             * @description When a phone acknowledged one of the 50 newest notices last; null when none did
             */
            receipt_at: string | null;
            /**
             * Format: date-time
             * @description When one of these asked the server something last, to the minute; null when none ever did
             */
            seen_at: string | null;
            /** @description Of the person's ladder that are open, in its order */
            ways: ("push" | "sms" | "call")[];
        };
        Recording: {
            /**
             * Format: int64
             * @description Which recorded call of the person in this roll call, from 1
             */
            attempt: number;
            /**
             * Format: date-time
             * @description When it was sealed
             */
            created_at: string;
            /**
             * @description Why it ends: with the call, at the limit of length or bytes, because it could not be stored, or cut off by a server restart
             * @enum {string}
             */
            ended: "call_ended" | "too_long" | "too_large" | "not_stored" | "server_restart";
            /** Format: date-time */
            from_at: string;
            /** @description By time */
            gaps: components["schemas"]["RecordingGap"][];
            /** Format: int64 */
            height: number;
            id: string;
            person_id: string;
            sha256: string;
            /**
             * Format: int64
             * @description Bytes
             */
            size: number;
            /** Format: date-time */
            to_at: string;
            /** @description A WebM file that answers ranges: VP8, the person's voice, the officer's voice as the second sound track */
            url: string;
            /**
             * Format: int64
             * @description Of the largest picture; 0 when there is sound alone
             */
            width: number;
        };
        RecordingGap: {
            /**
             * @description Lost on the way, not sent, not taken by the server, or waiting for the first whole picture or sound
             * @enum {string}
             */
            cause: "lost" | "paused" | "dropped" | "waiting";
            /**
             * Format: int64
             * @description From the beginning
             */
            from_ms: number;
            /** Format: int64 */
            to_ms: number;
            /** @enum {string} */
            track: "picture" | "voice" | "officer";
        };
        RecordingList: {
            /** @description By when they began */
            items: components["schemas"]["Recording"][];
        };
        RefreshedPlan: {
            /** @enum {string} */
            effect: "refreshed" | "is_current" | "was_changed" | "not_served";
            plan_id: string;
        };
        RegisteredOut: {
            /** @enum {string} */
            excuse: "on_leave" | "in_hospital" | "in_custody" | "";
            person: components["schemas"]["PersonRef"];
        };
        Report: {
            /** @description By rate, lowest first */
            below: components["schemas"]["ReportBelow"][];
            /** @description Made by somebody rather than by itself */
            by_hand: boolean;
            /** @description Against the version before */
            corrected: components["schemas"]["ReportChange"][];
            /** @description By figure; one that is missing is 0 */
            counts: {
                [key: string]: number;
            };
            days: components["schemas"]["ReportDay"][];
            fairness: components["schemas"]["ReportGroup"][];
            /** Format: date */
            first: string;
            id: string;
            incidents: components["schemas"]["ReportIncident"][];
            /** Format: date */
            last: string;
            /** Format: date-time */
            made_at: string;
            /** @description Of staff; else empty */
            maker_name: string;
            /** @example 2026-10 */
            month: string;
            reason: string;
            /** @description SHA-256 of what it says, also in the audit */
            sum: string;
            unit: components["schemas"]["UnitRef"];
            /** Format: int64 */
            version: number;
            /** @description Newest first */
            versions: components["schemas"]["ReportVersion"][];
        };
        ReportBelow: {
            counts: {
                [key: string]: number;
            };
            unit: components["schemas"]["UnitRef"];
        };
        ReportChange: {
            /** Format: int64 */
            after: number;
            /** Format: int64 */
            before: number;
            /** @enum {string} */
            figure: "persons" | "officers" | "unreachable" | "present" | "late" | "absent" | "excused" | "review" | "not_reached" | "roll_calls" | "roll_call_came" | "roll_call_due" | "decided" | "decided_in_day" | "decided_minutes" | "alerts" | "alerts_passed_up" | "alerts_open" | "appeals" | "appeals_upheld" | "leaves" | "leaves_late" | "lost_contacts" | "extended";
        };
        ReportDay: {
            counts: components["schemas"]["Counts"];
            /** Format: date */
            day: string;
        };
        ReportGroup: {
            /** Format: int64 */
            decided: number;
            /** @enum {string} */
            dimension: "phone" | "network" | "age" | "sex" | "way";
            is_few: boolean;
            /** @description Missed clearly more often than all others, or was decided about so */
            is_high: boolean;
            /** Format: int64 */
            missed: number;
            /** Format: int64 */
            occasions: number;
            /** @example android_old */
            value: string;
        };
        ReportIncident: {
            channel: string;
            /** Format: date-time */
            from: string;
            /** @enum {string} */
            kind: "service" | "provider";
            /**
             * Format: int64
             * @description Check-ins of the unit that it moved
             */
            moved: number;
            /** Format: date-time */
            to: string | null;
        };
        ReportRow: {
            /** @description Made by somebody rather than by itself */
            by_hand: boolean;
            /** @description By figure; one that is missing is 0 */
            counts: {
                [key: string]: number;
            };
            id: string;
            /** Format: date-time */
            made_at: string;
            /** @example 2026-10 */
            month: string;
            /** Format: int64 */
            version: number;
        };
        ReportSince: {
            changes: components["schemas"]["ReportChange"][];
        };
        ReportVersion: {
            by_hand: boolean;
            id: string;
            /** Format: date-time */
            made_at: string;
            reason: string;
            /** Format: int64 */
            version: number;
        };
        Request: {
            /** Format: date-time */
            closes_at: string;
            /** Format: date */
            day: string;
            /** Format: date-time */
            due_at: string;
            /**
             * @description Whose outage moved due_at and closes_at; absent when none did
             * @enum {string}
             */
            extended?: "service" | "provider";
            id: string;
            /** @enum {string} */
            kind: "recurring" | "on_demand" | "self_initiated";
            /** Format: date-time */
            opens_at: string;
            person_id: string;
            plan_id: string;
            /** Format: int64 */
            plan_version: number;
            requires: components["schemas"]["Requirements"];
            /** @enum {string} */
            status: "open" | "accepted" | "late" | "review" | "rejected" | "missed" | "not_reached" | "cancelled";
            title: string;
            /** Format: date-time */
            updated_at: string;
        };
        Requirements: {
            /** @description With the face: gestures drawn by chance, in front of the camera */
            challenge?: boolean;
            face: boolean;
            fence?: components["schemas"]["Fence"];
            location: boolean;
            /**
             * @description During an approved leave; default excuse
             * @enum {string}
             */
            on_leave?: "" | "excuse" | "keep_without_fence";
            questions?: components["schemas"]["Question"][];
            /** @description A picture of where the person is */
            surroundings?: boolean;
            /** @description A recording of the person's voice, which an officer hears before the check-in counts */
            voice?: boolean;
            /** @description The recording is kept on file; nobody needs to hear it first */
            voice_on_file?: boolean;
        };
        Resolution: {
            /** @description What was found */
            note: string;
        };
        Resolutions: {
            ids: string[];
            /** @description What was found */
            note: string;
        };
        ReviewClaim: {
            by_id: string;
            by_name: string;
            request_id: string;
            /** Format: date-time */
            since: string;
            /**
             * Format: date-time
             * @description When it ends unless it is renewed
             */
            until: string;
        };
        RollCall: {
            /** @enum {string} */
            audience: "adults" | "minors" | "women";
            /** Format: date-time */
            closed_at: string | null;
            /** Format: date-time */
            created_at: string;
            /** @description The day whose draw ordered the names; empty unless by chance */
            draw_day: string;
            id: string;
            /** @description Names are called automatically */
            is_auto: boolean;
            is_recorded: boolean;
            /** @enum {string} */
            kind: "station" | "district" | "chosen" | "spot";
            /**
             * Format: date-time
             * @description First call of a name
             */
            live_at: string | null;
            /**
             * Format: date-time
             * @description When phones are told beforehand
             */
            notify_at: string | null;
            officer_id: string;
            /**
             * Format: date-time
             * @description The roster was taken, the phones rung
             */
            opened_at: string | null;
            /** @enum {string} */
            order: "number" | "hand" | "chance";
            /** @description Why it was cancelled: words, or code: and a code */
            reason: string;
            /** @description SHA-256 of the sealed sheet, in hex; empty before */
            seal_hash: string;
            /** Format: date-time */
            sealed_at: string | null;
            /**
             * Format: date-time
             * @description When the lobby opens
             */
            starts_at: string;
            /** @enum {string} */
            state: "planned" | "notified" | "lobby" | "live" | "closed" | "sealed" | "cancelled";
            /** @description The unit: a justice station, or a district */
            station: components["schemas"]["UnitRef"];
            title: string;
        };
        RollCallDetail: {
            /** @description Who was kept apart when the lobby opened */
            apart: components["schemas"]["KeptApart"][];
            /** @description The order by hand */
            arranged: string[];
            /** @enum {string} */
            audience: "adults" | "minors" | "women";
            /** Format: date-time */
            closed_at: string | null;
            /** @description Of the marked */
            counts: components["schemas"]["Counts"];
            /** Format: date-time */
            created_at: string;
            /** @description The day whose draw ordered the names; empty unless by chance */
            draw_day: string;
            id: string;
            /** @description In the order of calling; none before the lobby opens */
            invitees: components["schemas"]["Invitee"][];
            /** @description Names are called automatically */
            is_auto: boolean;
            is_recorded: boolean;
            /** @enum {string} */
            kind: "station" | "district" | "chosen" | "spot";
            /**
             * Format: date-time
             * @description First call of a name
             */
            live_at: string | null;
            /**
             * Format: date-time
             * @description When phones are told beforehand
             */
            notify_at: string | null;
            officer_id: string;
            officer_name: string;
            /**
             * Format: date-time
             * @description The roster was taken, the phones rung
             */
            opened_at: string | null;
            /** @enum {string} */
            order: "number" | "hand" | "chance";
            /** @description Of chosen persons and spot checks */
            person_ids: string[];
            /** @description Why it was cancelled: words, or code: and a code */
            reason: string;
            /** @description SHA-256 of the sealed sheet, in hex; empty before */
            seal_hash: string;
            /** Format: date-time */
            sealed_at: string | null;
            /**
             * Format: date-time
             * @description When the lobby opens
             */
            starts_at: string;
            /** @enum {string} */
            state: "planned" | "notified" | "lobby" | "live" | "closed" | "sealed" | "cancelled";
            /** @description The unit: a justice station, or a district */
            station: components["schemas"]["UnitRef"];
            /** @description What was done, oldest first */
            steps: components["schemas"]["RollCallStep"][];
            title: string;
        };
        RollCallStep: {
            /** Format: date-time */
            at: string;
            /** @description Empty for the system */
            by_name: string;
            /**
             * Format: int64
             * @description The how manieth call or ring
             */
            count: number;
            /** @enum {string} */
            kind: "called" | "recalled" | "rung" | "excused" | "kept_apart" | "phone_asked" | "phoned" | "noted" | "handed_over" | "declined";
            /** @description Empty when about the whole */
            person_id: string;
            /** @description A note, an outcome, a rung, a reason or a staff id, as the kind says */
            text: string;
        };
        RosterPreview: {
            /** @description Not on the roster */
            apart: components["schemas"]["KeptApart"][];
            /** @description In the order of calling; by number when chance is to decide */
            called: components["schemas"]["PersonRef"][];
            /** @description On the roster, neither rung nor called */
            out: components["schemas"]["RegisteredOut"][];
        };
        Runner: {
            id: string;
            name: string;
        };
        Sanction: {
            /**
             * Format: date
             * @description Of the facts
             */
            day: string;
            /** Format: date-time */
            decided_at: string | null;
            decided_name: string;
            facts: string;
            grounds: components["schemas"]["Ground"][];
            id: string;
            /** @description Whether who asks proposed it, and so may not decide it */
            is_own: boolean;
            /** @enum {string} */
            kind: "admonition" | "warning" | "penalty" | "recall";
            /** @description Whether who asks may decide it by role, level and not having proposed it */
            may_decide: boolean;
            person: components["schemas"]["PersonRef"];
            /** Format: date-time */
            proposed_at: string;
            proposed_name: string;
            /** @description Of the decision, or of the withdrawal */
            reason: string;
            revoke_reason: string;
            /** Format: date-time */
            revoked_at: string | null;
            revoked_name: string;
            station: components["schemas"]["UnitRef"];
            /** @enum {string} */
            status: "proposed" | "approved" | "refused" | "withdrawn" | "revoked";
        };
        SanctionDetail: {
            /** @description While it is proposed */
            cautions: components["schemas"]["Caution"][];
            /**
             * Format: date
             * @description Of the facts
             */
            day: string;
            /** Format: date-time */
            decided_at: string | null;
            decided_name: string;
            facts: string;
            grounds: components["schemas"]["Ground"][];
            id: string;
            /** @description An open appeal against what it rests on keeps it from being approved */
            is_held: boolean;
            /** @description Whether who asks proposed it, and so may not decide it */
            is_own: boolean;
            /** @enum {string} */
            kind: "admonition" | "warning" | "penalty" | "recall";
            /** @description Whether who asks may decide it by role, level and not having proposed it */
            may_decide: boolean;
            papers: components["schemas"]["Paper"][];
            person: components["schemas"]["PersonRef"];
            /** Format: date-time */
            proposed_at: string;
            proposed_name: string;
            /** @description Of the decision, or of the withdrawal */
            reason: string;
            revoke_reason: string;
            /** Format: date-time */
            revoked_at: string | null;
            revoked_name: string;
            station: components["schemas"]["UnitRef"];
            /** @enum {string} */
            status: "proposed" | "approved" | "refused" | "withdrawn" | "revoked";
        };
        SanctionWithdrawal: {
            reason: string;
        };
        SeenFinding: {
            /** Format: date-time */
            at: string;
            /**
             * Format: int64
             * @description Of the challenge during which it was seen; 0 outside of any
             */
            attempt: number;
            /** @example face_unlike */
            code: string;
            /** @description What it rests on: picture, frames:2,3, location, device, camera:label,even, persons:ID,ID */
            evidence: string;
            /** @description SHA-256 of the weights that looked; empty where none did */
            model: string;
            /**
             * Format: double
             * @description Likeness, metres, seconds or a count, as the code says
             */
            value: number;
            /**
             * @description fact is stated, hint is worth a look, asks puts the person up for review; none of them is a mark
             * @enum {string}
             */
            weight: "fact" | "hint" | "asks";
        };
        SeenPlan: {
            /** Format: uuid */
            plan_id: string;
            /** Format: int64 */
            version: number;
        };
        Separation: {
            /** @description By number */
            co_accused: components["schemas"]["CoAccused"][];
            /** @description Null while at large */
            stay: components["schemas"]["Stay"];
        };
        Session: {
            /** @description What the member's role allows, within their unit */
            actions: ("alert.act" | "alert.read" | "appeal.decide" | "appeal.read" | "attendance.read" | "audit.read" | "calendar.write" | "checkin.decide" | "checkin.read" | "device.activate" | "evidence.read" | "export.record" | "fence.read" | "fence.write" | "leave.decide" | "leave.read" | "liaison.act" | "liaison.read" | "live.watch" | "node.manage" | "org.manage" | "org.read" | "partner.manage" | "partner.read" | "person.read" | "person.write" | "plan.read" | "plan.write" | "policy.manage" | "report.make" | "report.read" | "rollcall.read" | "rollcall.run" | "rollcall.watch" | "sanction.decide" | "sanction.propose" | "sanction.read" | "session.own" | "staff.manage" | "staff.read" | "template.write")[];
            /** @description For the header X-CSRF-Token of every write */
            csrf_token: string;
            /** Format: date-time */
            expires_at: string;
            /** @description Roles that the member may give to others */
            grantable: ("officer" | "supervisor" | "social_worker" | "volunteer" | "specialist" | "procurator" | "admin")[];
            map: components["schemas"]["MapBase"];
            member: components["schemas"]["Member"];
            /** @description Until an own password is chosen, everything but session and account answers 403 staff.password_change_required */
            must_change_password: boolean;
        };
        SignInWays: {
            /** @description Who may sign in to an invented city; left out by every other server */
            demo_logins?: components["schemas"]["DemoLogin"][];
            /** @description What the identity provider is called; empty without one. GET /console/v1/sso leads a browser to it */
            sso_name: string;
        };
        StaffFile: {
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            deactivated_at: string | null;
            id: string;
            is_active: boolean;
            /** @description Signs in by the identity provider, or did */
            is_linked: boolean;
            /**
             * Format: date-time
             * @description null before the first
             */
            last_login_at: string | null;
            may_manage: boolean;
            /** @description Has not chosen a password yet */
            must_change: boolean;
            name: string;
            /**
             * Format: date-time
             * @description Of a first password; null for an own one
             */
            password_expires_at: string | null;
            /** @enum {string} */
            role: "officer" | "supervisor" | "social_worker" | "volunteer" | "specialist" | "procurator" | "admin";
            /** @description That go on, newest first */
            sessions: components["schemas"]["StaffSession"][];
            /**
             * @description Empty when not told
             * @enum {string}
             */
            sex: "male" | "female" | "";
            unit: components["schemas"]["UnitRef"];
            username: string;
            /** Format: int64 */
            version: number;
        };
        StaffReason: {
            reason: string;
            /** Format: int64 */
            version: number;
        };
        StaffRow: {
            id: string;
            is_active: boolean;
            /**
             * Format: date-time
             * @description null before the first
             */
            last_login_at: string | null;
            /** @description Has not chosen a password yet */
            must_change: boolean;
            name: string;
            /** @enum {string} */
            role: "officer" | "supervisor" | "social_worker" | "volunteer" | "specialist" | "procurator" | "admin";
            unit: components["schemas"]["UnitRef"];
            username: string;
        };
        StaffSession: {
            /**
             * @description Browser and system; empty when not told
             * @example Chrome 156, Windows
             */
            agent: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            expires_at: string;
            id: string;
            /** @description The one that asks */
            is_current: boolean;
            /** @enum {string} */
            via: "password" | "sso";
        };
        Standing: {
            distances: components["schemas"]["Distance"][];
        };
        Stay: {
            /**
             * Format: date-time
             * @description When it was recorded
             */
            at: string;
            /** @enum {string} */
            kind: "hospital" | "custody" | "";
            note: string;
            /** Format: date */
            since_day: string;
        };
        Submission: {
            answers: components["schemas"]["Answer"][];
            device: components["schemas"]["DeviceFacts"];
            help_needed: boolean;
            /** @description Who helped the person */
            helper?: string;
            location: components["schemas"]["Location"] | null;
            /** @description Why no gestures were made: offline, cannot */
            no_challenge?: string;
            /** @description Why there is none: denied, timeout, unavailable; else empty */
            no_location: string;
            /** @description Why there is none: denied, no_camera, cannot; else empty */
            no_photo: string;
            /** @description Why there are none: denied, no_camera, cannot; else empty */
            no_surroundings: string;
            /** @description Why there is none: denied, no_microphone, cannot; else empty */
            no_voice: string;
            /** Format: date-time */
            signed_at: string;
        };
        Summary: {
            /** @description Units directly below; none for a station */
            children: components["schemas"]["UnitCounts"][];
            days: components["schemas"]["DayCounts"][];
            /** Format: int64 */
            persons: number;
            totals: components["schemas"]["Counts"];
            unit: components["schemas"]["Unit"];
        };
        Team: {
            /** @description Who left, the newest first, at most 50 */
            former: components["schemas"]["TeamMember"][];
            /** @description What the law asks of the team and it does not have; it stops nobody */
            lacks: ("no_team" | "no_lead" | "lead_elsewhere" | "lead_out" | "no_woman" | "no_expert" | "no_guardian")[];
            /** @description The lead first */
            members: components["schemas"]["TeamMember"][];
            /** Format: date-time */
            updated_at: string | null;
            /**
             * Format: int64
             * @description 0 while nobody was ever named
             */
            version: number;
        };
        TeamCandidate: {
            id: string;
            name: string;
            /** @enum {string} */
            role: "officer" | "supervisor" | "social_worker" | "volunteer" | "specialist" | "procurator" | "admin" | "";
        };
        TeamMember: {
            id: string;
            /** @description Staff who may not sign in any more */
            is_gone: boolean;
            /** @description The person sees the number */
            is_phone_shown: boolean;
            /** @description Knows minors by training or work (law, art. 52) */
            knows_minors: boolean;
            /** @description Of somebody from outside; empty for staff */
            name: string;
            phone: string;
            /**
             * @description Of somebody from outside; empty for staff
             * @enum {string}
             */
            relation: "village_committee" | "employer" | "school" | "family" | "guardian" | "volunteer" | "police" | "other" | "";
            /** @enum {string} */
            role: "lead" | "member";
            /** @enum {string} */
            sex: "male" | "female";
            /** Format: date-time */
            since: string;
            /** @description Empty for somebody from outside */
            staff_id: string;
            /**
             * @description Of staff; empty for somebody from outside
             * @enum {string}
             */
            staff_role: "officer" | "supervisor" | "social_worker" | "volunteer" | "specialist" | "procurator" | "admin" | "";
            /**
             * Format: date-time
             * @description null while in the team
             */
            until: string | null;
        };
        Template: {
            /**
             * Format: int64
             * @description From due until closing; what comes then is late
             */
            grace_minutes: number;
            id: string;
            /**
             * Format: int64
             * @description From opening until due
             */
            length_minutes: number;
            /** @enum {string} */
            level: "strict" | "ordinary" | "light";
            /**
             * Format: int64
             * @description Least time between two drawn windows
             */
            min_gap_minutes?: number;
            /**
             * @description Which of these days count by the public calendar; default any
             * @enum {string}
             */
            on?: "" | "any" | "not_holidays" | "working_days";
            /**
             * @description Wall clock in zone
             * @example 08:00
             */
            opens_at: string;
            /** @description Unit that it belongs to; it serves all below */
            path: string;
            /**
             * @description RFC 5545: FREQ=DAILY, WEEKLY or MONTHLY, with INTERVAL, BYDAY, BYMONTHDAY, COUNT and UNTIL; COUNT=1 is a single day
             * @example FREQ=WEEKLY;BYDAY=MO,TH
             */
            recurrence: string;
            requires: components["schemas"]["Requirements"];
            /**
             * Format: int64
             * @description Not 0: the times are drawn within this long from opens_at
             */
            span_minutes?: number;
            /** Format: date */
            starts_on: string;
            /**
             * Format: int64
             * @description Windows a day when the times are drawn; default 1
             */
            times?: number;
            title: string;
            /** Format: date-time */
            updated_at: string;
            /** Format: int64 */
            version: number;
            /**
             * @description IANA; default Asia/Shanghai
             * @example Asia/Shanghai
             */
            zone?: string;
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
            /**
             * Format: date-time
             * @description Its place in the order; of a check-in that was handed in, when it arrived
             */
            at: string;
            /** @description Of a staff member */
            by_name: string;
            /** @description Empty when the record does not tell */
            by_role: string;
            causes: components["schemas"]["Cause"][];
            /** @description Status of a check-in, leave or appeal, outcome of a roll call, kind of an alert or sanction, action of the ledger */
            code: string;
            /** @description Of a correction: names of the facts of a person */
            corrected: string[];
            /** @description Of a leave; of a sanction the day of the facts */
            from_day: string;
            id: string;
            /** @description The check-in was made without network and arrived at another time */
            is_sent_later: boolean;
            /** @enum {string} */
            kind: "checkin" | "miss" | "rollcall" | "leave" | "alert" | "appeal" | "sanction" | "move" | "plan" | "device" | "decision";
            /**
             * Format: date-time
             * @description Of a check-in that was handed in or confirmed by staff: when it counts as made
             */
            made_at: string | null;
            picture_url: string | null;
            /** @description In somebody's words, or a reason code */
            reason: string;
            /** @description Of an alert or sanction */
            status: string;
            /** @description Noun of what it leads to: checkin, rollcall, leave, appeal, sanction, alert, … */
            subject: string;
            subject_id: string;
            /** @description Of a plan or roll call, place of a leave */
            title: string;
            to_day: string;
        };
        Today: {
            /** Format: date-time */
            at: string;
            /** @description Check-ins and roll calls of the day so far */
            counts: components["schemas"]["Counts"];
            /** Format: date */
            day: string;
            /**
             * Format: int64
             * @description Check-ins of the day that have opened and were not cancelled
             */
            due: number;
            /**
             * Format: int64
             * @description Of these, still open
             */
            open: number;
            unit: components["schemas"]["UnitRef"];
            /**
             * Format: date
             * @description The same weekday a week ago
             */
            week: string;
            /**
             * Format: date-time
             * @description The same time of that day
             */
            week_at: string;
            /** @description What had an outcome on that day by that time */
            week_counts: components["schemas"]["Counts"];
        };
        TraitGroup: {
            /**
             * Format: int64
             * @description Check-ins that an officer had to decide
             */
            decided: number;
            decisions: components["schemas"]["GroupShare"];
            /** @enum {string} */
            dimension: "phone" | "network" | "age" | "sex" | "way";
            /**
             * Format: int64
             * @description Absent or not reached
             */
            missed: number;
            misses: components["schemas"]["GroupShare"];
            /**
             * Format: int64
             * @description Check-ins and roll calls, without the excused
             */
            occasions: number;
            /**
             * @description A code
             * @example android_old
             */
            value: string;
        };
        Transfer: {
            reason: string;
            /** Format: uuid */
            station_id: string;
            /**
             * Format: int64
             * @description Of the person, as it was seen
             */
            version: number;
        };
        Unit: {
            /** @description Administrative division code */
            code: string;
            id: string;
            /** @enum {string} */
            kind: "city" | "district" | "station";
            name: string;
            /** @description null at the top */
            parent_id: string | null;
            /** @description Codes from the top, with slashes at both ends */
            path: string;
            /**
             * @description Number of the office, at which persons reach it; empty when none is known
             * @example 0999-0000000
             */
            telephone: string;
            /** Format: int64 */
            version: number;
        };
        UnitCounts: {
            counts: components["schemas"]["Counts"];
            /**
             * Format: int64
             * @description Active persons
             */
            persons: number;
            unit: components["schemas"]["Unit"];
        };
        UnitLoad: {
            /**
             * Format: int64
             * @description Who may sign in
             */
            officers: number;
            /** Format: int64 */
            open_alerts: number;
            /** Format: int64 */
            overdue_alerts: number;
            /** Format: int64 */
            roll_calls_now: number;
            unit: components["schemas"]["Unit"];
            /**
             * Format: int64
             * @description Active persons whose phone takes no push
             */
            unreachable: number;
            /**
             * Format: int64
             * @description Appeals about the days asked for that were upheld
             */
            upheld: number;
        };
        UnitLoads: {
            below: components["schemas"]["UnitLoad"][];
            here: components["schemas"]["UnitLoad"];
        };
        UnitRef: {
            id: string;
            name: string;
        };
        WayCount: {
            /** Format: int64 */
            count: number;
            /** @enum {string} */
            way: "face" | "voice" | "call" | "kiosk" | "guardian";
        };
        WeekHour: {
            /** Format: int64 */
            due: number;
            /**
             * Format: int64
             * @description Of the unit's clock
             */
            hour: number;
            /**
             * Format: int64
             * @description Missed or not reached
             */
            not_done: number;
            /**
             * Format: int64
             * @description 1 is Monday (ISO 8601)
             */
            weekday: number;
        };
        WeekHours: {
            /** @description Monday first; hours without any check-in are left out */
            hours: components["schemas"]["WeekHour"][];
        };
        Whom: {
            person_ids?: string[] | null;
        };
        Witness: {
            /** Format: date-time */
            at: string;
            by_name: string;
            note: string;
            /** @enum {string} */
            way: "call" | "kiosk" | "guardian";
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
    getAccount: {
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
                     *       "id": "0193a5f0-7c00-7000-8000-000000000009",
                     *       "username": "li.sifa",
                     *       "name": "李司法",
                     *       "role": "officer",
                     *       "unit": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *         "name": "文新司法所"
                     *       },
                     *       "is_active": true,
                     *       "must_change": false,
                     *       "last_login_at": "2026-11-23T01:30:00Z",
                     *       "sex": "female",
                     *       "created_at": "2026-11-23T01:30:00Z",
                     *       "deactivated_at": null,
                     *       "password_expires_at": null,
                     *       "is_linked": false,
                     *       "sessions": [
                     *         {
                     *           "id": "9f86d081884c7d659a2feaa0c55ad015",
                     *           "created_at": "2026-11-23T01:30:00Z",
                     *           "expires_at": "2026-11-23T13:30:00Z",
                     *           "via": "password",
                     *           "agent": "Chrome 156, Windows",
                     *           "is_current": false
                     *         }
                     *       ],
                     *       "may_manage": true,
                     *       "version": 3
                     *     }
                     */
                    "application/json": components["schemas"]["StaffFile"];
                };
            };
            /** @description Unauthorized: authz.unauthenticated, staff.session_expired */
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
    changePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPassword"];
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
            /** @description Forbidden: authz.forbidden, csrf.token_invalid */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict: staff.changed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: request.invalid, staff.password_common, staff.password_same, staff.password_weak, staff.password_wrong */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: request.too_many, staff.too_many_tries */
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
    endOwnSessions: {
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
                "application/json": components["schemas"]["EndedSessions"];
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
                     *       "id": "0193a5f0-7c00-7000-8000-000000000009",
                     *       "username": "li.sifa",
                     *       "name": "李司法",
                     *       "role": "officer",
                     *       "unit": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *         "name": "文新司法所"
                     *       },
                     *       "is_active": true,
                     *       "must_change": false,
                     *       "last_login_at": "2026-11-23T01:30:00Z",
                     *       "sex": "female",
                     *       "created_at": "2026-11-23T01:30:00Z",
                     *       "deactivated_at": null,
                     *       "password_expires_at": null,
                     *       "is_linked": false,
                     *       "sessions": [
                     *         {
                     *           "id": "9f86d081884c7d659a2feaa0c55ad015",
                     *           "created_at": "2026-11-23T01:30:00Z",
                     *           "expires_at": "2026-11-23T13:30:00Z",
                     *           "via": "password",
                     *           "agent": "Chrome 156, Windows",
                     *           "is_current": false
                     *         }
                     *       ],
                     *       "may_manage": true,
                     *       "version": 3
                     *     }
                     */
                    "application/json": components["schemas"]["StaffFile"];
                };
            };
            /** @description Unauthorized: authz.unauthenticated, staff.session_expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: authz.forbidden, csrf.token_invalid */
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
    listAlerts: {
        parameters: {
            query?: {
                /** @description next_cursor of the page before; empty for the first page */
                cursor?: string;
                /** @description First day, of the unit's zone */
                from?: string;
                kind?: "checkin_missed" | "checkin_not_reached" | "rollcall_absent" | "rollcall_not_reached" | "help_asked" | "token_reused" | "lost_contact" | "call_person" | "pattern_seen" | "leave_overdue" | "appeal_overdue" | "rollcall_phone";
                limit?: number;
                person_id?: string;
                severity?: "info" | "warning" | "critical";
                state?: "open" | "acknowledged" | "resolved";
                /** @description Last day, itself included */
                to?: string;
                unit_id?: string;
                /** @description overdue: not resolved and past its time; passed_up: has gone a level up; unresolved: open or acknowledged */
                waited?: "overdue" | "passed_up" | "unresolved";
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
                     *           "id": "0193a5f0-7c00-7000-8000-000000000012",
                     *           "person": {
                     *             "id": "0193a5f0-7c00-7000-8000-000000000002",
                     *             "name": "王小明",
                     *             "number": "330106-2026-0001",
                     *             "masked": false
                     *           },
                     *           "station": {
                     *             "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *             "name": "文新司法所"
                     *           },
                     *           "kind": "checkin_missed",
                     *           "severity": "warning",
                     *           "state": "acknowledged",
                     *           "source_id": "0193a5f0-7c00-7000-8000-000000000004",
                     *           "causes": [
                     *             {
                     *               "code": "notice_delivered",
                     *               "at": "2026-11-23T01:30:00Z",
                     *               "value": 0,
                     *               "of": 0
                     *             }
                     *           ],
                     *           "owner_id": "0193a5f0-7c00-7000-8000-000000000009",
                     *           "owner_name": "李司法",
                     *           "note": "",
                     *           "opened_at": "2026-11-23T01:30:00Z",
                     *           "updated_at": "2026-11-23T01:30:00Z",
                     *           "resolved_at": null
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["ListAlert"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: attendance.interval_invalid, page.cursor_invalid, request.invalid */
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
    acknowledgeAlert: {
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
                     *       "id": "0193a5f0-7c00-7000-8000-000000000012",
                     *       "person": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000002",
                     *         "name": "王小明",
                     *         "number": "330106-2026-0001",
                     *         "masked": false
                     *       },
                     *       "station": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *         "name": "文新司法所"
                     *       },
                     *       "kind": "checkin_missed",
                     *       "severity": "warning",
                     *       "state": "acknowledged",
                     *       "source_id": "0193a5f0-7c00-7000-8000-000000000004",
                     *       "causes": [
                     *         {
                     *           "code": "notice_delivered",
                     *           "at": "2026-11-23T01:30:00Z",
                     *           "value": 0,
                     *           "of": 0
                     *         }
                     *       ],
                     *       "owner_id": "0193a5f0-7c00-7000-8000-000000000009",
                     *       "owner_name": "李司法",
                     *       "note": "",
                     *       "opened_at": "2026-11-23T01:30:00Z",
                     *       "updated_at": "2026-11-23T01:30:00Z",
                     *       "resolved_at": null
                     *     }
                     */
                    "application/json": components["schemas"]["Alert"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: alert.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict: alert.moved, idempotency.in_progress, idempotency.key_reused */
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
    resolveAlert: {
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
                "application/json": components["schemas"]["Resolution"];
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
                     *       "id": "0193a5f0-7c00-7000-8000-000000000012",
                     *       "person": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000002",
                     *         "name": "王小明",
                     *         "number": "330106-2026-0001",
                     *         "masked": false
                     *       },
                     *       "station": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *         "name": "文新司法所"
                     *       },
                     *       "kind": "checkin_missed",
                     *       "severity": "warning",
                     *       "state": "acknowledged",
                     *       "source_id": "0193a5f0-7c00-7000-8000-000000000004",
                     *       "causes": [
                     *         {
                     *           "code": "notice_delivered",
                     *           "at": "2026-11-23T01:30:00Z",
                     *           "value": 0,
                     *           "of": 0
                     *         }
                     *       ],
                     *       "owner_id": "0193a5f0-7c00-7000-8000-000000000009",
                     *       "owner_name": "李司法",
                     *       "note": "",
                     *       "opened_at": "2026-11-23T01:30:00Z",
                     *       "updated_at": "2026-11-23T01:30:00Z",
                     *       "resolved_at": null
                     *     }
                     */
                    "application/json": components["schemas"]["Alert"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: alert.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict: alert.moved, idempotency.in_progress, idempotency.key_reused */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: alert.note_required, idempotency.key_missing, request.invalid */
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
    resolveAlerts: {
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
                "application/json": components["schemas"]["Resolutions"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: alert.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict: alert.moved, idempotency.in_progress, idempotency.key_reused */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: alert.note_required, idempotency.key_missing, request.invalid */
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
    listAppeals: {
        parameters: {
            query?: {
                /** @description next_cursor of the page before; empty for the first page */
                cursor?: string;
                /** @description First of the days that they are about */
                from?: string;
                limit?: number;
                person_id?: string;
                status?: "open" | "upheld" | "refused" | "withdrawn";
                /** @description Last of these days, itself included */
                to?: string;
                unit_id?: string;
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
                     *           "id": "0193a5f0-7c00-7000-8000-000000000016",
                     *           "person": {
                     *             "id": "0193a5f0-7c00-7000-8000-000000000002",
                     *             "name": "王小明",
                     *             "number": "330106-2026-0001",
                     *             "masked": false
                     *           },
                     *           "station": {
                     *             "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *             "name": "文新司法所"
                     *           },
                     *           "source": "checkin",
                     *           "source_id": "0193a5f0-7c00-7000-8000-000000000004",
                     *           "day": "2026-11-23",
                     *           "against": "absent",
                     *           "sanction": "",
                     *           "text": "手机没有电了",
                     *           "status": "open",
                     *           "opened_at": "2026-11-23T01:30:00Z",
                     *           "due_at": "2026-11-28T01:30:00Z",
                     *           "overdue_at": null,
                     *           "decided_at": null,
                     *           "decided_name": "",
                     *           "reason": "",
                     *           "new_status": "",
                     *           "first_name": "",
                     *           "is_own": false
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope */
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
    getAppeal: {
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
                     *       "id": "0193a5f0-7c00-7000-8000-000000000016",
                     *       "person": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000002",
                     *         "name": "王小明",
                     *         "number": "330106-2026-0001",
                     *         "masked": false
                     *       },
                     *       "station": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *         "name": "文新司法所"
                     *       },
                     *       "source": "checkin",
                     *       "source_id": "0193a5f0-7c00-7000-8000-000000000004",
                     *       "day": "2026-11-23",
                     *       "against": "absent",
                     *       "sanction": "",
                     *       "text": "手机没有电了",
                     *       "status": "open",
                     *       "opened_at": "2026-11-23T01:30:00Z",
                     *       "due_at": "2026-11-28T01:30:00Z",
                     *       "overdue_at": null,
                     *       "decided_at": null,
                     *       "decided_name": "",
                     *       "reason": "",
                     *       "new_status": "",
                     *       "first_name": "",
                     *       "is_own": false,
                     *       "evidence": {
                     *         "opens_at": "2026-11-23T01:30:00Z",
                     *         "closes_at": "2026-11-23T01:30:00Z",
                     *         "causes": [
                     *           {
                     *             "code": "notice_not_delivered",
                     *             "at": null,
                     *             "value": 0,
                     *             "of": 0
                     *           }
                     *         ],
                     *         "findings": []
                     *       },
                     *       "changes": [],
                     *       "pictures": [
                     *         {
                     *           "id": "0193a5f0-7c00-7000-8000-000000000017",
                     *           "url": "/console/v1/evidence/0193a5f0-7c00-7000-8000-000000000017",
                     *           "mime": "image/jpeg",
                     *           "size": 84000
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["AppealDetail"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope */
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
    decideAppeal: {
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
                "application/json": components["schemas"]["NewAppealDecision"];
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
                     *       "id": "0193a5f0-7c00-7000-8000-000000000016",
                     *       "person": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000002",
                     *         "name": "王小明",
                     *         "number": "330106-2026-0001",
                     *         "masked": false
                     *       },
                     *       "station": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *         "name": "文新司法所"
                     *       },
                     *       "source": "checkin",
                     *       "source_id": "0193a5f0-7c00-7000-8000-000000000004",
                     *       "day": "2026-11-23",
                     *       "against": "absent",
                     *       "sanction": "",
                     *       "text": "手机没有电了",
                     *       "status": "open",
                     *       "opened_at": "2026-11-23T01:30:00Z",
                     *       "due_at": "2026-11-28T01:30:00Z",
                     *       "overdue_at": null,
                     *       "decided_at": null,
                     *       "decided_name": "",
                     *       "reason": "",
                     *       "new_status": "",
                     *       "first_name": "",
                     *       "is_own": false,
                     *       "evidence": {
                     *         "opens_at": "2026-11-23T01:30:00Z",
                     *         "closes_at": "2026-11-23T01:30:00Z",
                     *         "causes": [
                     *           {
                     *             "code": "notice_not_delivered",
                     *             "at": null,
                     *             "value": 0,
                     *             "of": 0
                     *           }
                     *         ],
                     *         "findings": []
                     *       },
                     *       "changes": [],
                     *       "pictures": [
                     *         {
                     *           "id": "0193a5f0-7c00-7000-8000-000000000017",
                     *           "url": "/console/v1/evidence/0193a5f0-7c00-7000-8000-000000000017",
                     *           "mime": "image/jpeg",
                     *           "size": 84000
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["AppealDetail"];
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
            /** @description Forbidden: appeal.level, appeal.own_decision, authz.forbidden, authz.out_of_scope, csrf.token_invalid */
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
            /** @description Unprocessable Entity: appeal.invalid, appeal.reason_required, idempotency.key_missing, request.invalid */
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
    listAttendance: {
        parameters: {
            query?: {
                /** @description came: present or late; due: all but the excused; missed: absent or not reached; instead of status */
                among?: "came" | "due" | "missed";
                /** @description Only occasions before it */
                before?: string;
                /** @description next_cursor of the page before; empty for the first page */
                cursor?: string;
                /** @description First day */
                from?: string;
                limit?: number;
                person_id?: string;
                source?: "checkin" | "rollcall";
                status?: "present" | "late" | "absent" | "excused" | "review" | "not_reached";
                /** @description Last day, itself included */
                to?: string;
                /** @description Only of the persons of a group of fairness */
                trait?: string;
                unit_id?: string;
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
                     *           "id": "0193a5f0-7c00-7000-8000-000000000041",
                     *           "person": {
                     *             "id": "0193a5f0-7c00-7000-8000-000000000002",
                     *             "name": "王小明",
                     *             "number": "330106-2026-0001",
                     *             "masked": false
                     *           },
                     *           "station": {
                     *             "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *             "name": "文新司法所"
                     *           },
                     *           "day": "2026-11-23",
                     *           "source": "checkin",
                     *           "source_id": "0193a5f0-7c00-7000-8000-000000000004",
                     *           "status": "late",
                     *           "reason": "",
                     *           "at": "2026-11-23T01:30:00Z"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["ListAttendanceRow"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: org.unit_not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: attendance.interval_invalid, page.cursor_invalid, request.invalid */
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
    getAttendanceSummary: {
        parameters: {
            query: {
                from: string;
                to: string;
                /** @description Empty: the member's own */
                unit_id?: string;
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
                     *       "unit": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *         "parent_id": "0193a5f0-7c00-7000-8000-000000000030",
                     *         "kind": "station",
                     *         "code": "330106003",
                     *         "name": "文新司法所",
                     *         "path": "/3301/330106/330106003/",
                     *         "telephone": "0999-0000000",
                     *         "version": 1
                     *       },
                     *       "days": [
                     *         {
                     *           "day": "2026-11-23",
                     *           "counts": {
                     *             "present": 40,
                     *             "late": 2,
                     *             "absent": 1,
                     *             "excused": 0,
                     *             "review": 3,
                     *             "not_reached": 0
                     *           }
                     *         }
                     *       ],
                     *       "children": [],
                     *       "totals": {
                     *         "present": 40,
                     *         "late": 2,
                     *         "absent": 1,
                     *         "excused": 0,
                     *         "review": 3,
                     *         "not_reached": 0
                     *       },
                     *       "persons": 46
                     *     }
                     */
                    "application/json": components["schemas"]["Summary"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: org.unit_not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: attendance.interval_invalid, request.invalid */
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
    listAudit: {
        parameters: {
            query?: {
                /** @description With from and to, at most 31 days apart, or a person */
                action?: string;
                /** @description With from and to, at most 31 days apart, or a person */
                actor_id?: string;
                /** @description next_cursor of the page before; empty for the first page */
                cursor?: string;
                /** @description Not before */
                from?: string;
                limit?: number;
                person_id?: string;
                /** @description Before */
                to?: string;
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
                     *           "id": "0193a5f0-7c00-7000-8000-000000000014",
                     *           "chain": "/3301/330106/330106003/",
                     *           "seq": 7,
                     *           "at": "2026-11-23T01:30:00Z",
                     *           "actor_role": "officer",
                     *           "actor_id": "0193a5f0-7c00-7000-8000-000000000009",
                     *           "actor_name": "李司法",
                     *           "action": "checkin.decided",
                     *           "subject": "checkin:0193a5f0-7c00-7000-8000-000000000004",
                     *           "subject_name": "",
                     *           "person_id": "0193a5f0-7c00-7000-8000-000000000002",
                     *           "person": {
                     *             "name": "王小明",
                     *             "number": "330106-2026-0001",
                     *             "withheld": ""
                     *           },
                     *           "reason": "",
                     *           "data": {
                     *             "kind": "accept"
                     *           },
                     *           "data_names": {},
                     *           "hash": "9f86d081…"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["ListAuditEntry"];
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
            /** @description Unprocessable Entity: audit.span_invalid, page.cursor_invalid, request.invalid */
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
    checkAudit: {
        parameters: {
            query: {
                /** @description Path of a unit */
                chain: string;
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
                     *       "chain": "/3301/",
                     *       "entries": 5652,
                     *       "is_whole": true,
                     *       "broken_at": 0,
                     *       "head": "9f86d081884c7d65"
                     *     }
                     */
                    "application/json": components["schemas"]["ChainCheck"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope */
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
    getCalendar: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                year: number;
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
                     *       "days": [
                     *         {
                     *           "day": "2026-10-01",
                     *           "kind": "holiday",
                     *           "name": "国庆节"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["CalendarYear"];
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
            /** @description Unprocessable Entity: request.invalid, schedule.calendar_invalid */
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
    replaceCalendar: {
        parameters: {
            query?: never;
            header?: {
                /** @description Needed: without it the answer is 422 idempotency.key_missing. Described as optional so that clients may set it in one place. */
                "Idempotency-Key"?: string;
            };
            path: {
                year: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CalendarYear"];
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
                     *       "days": [
                     *         {
                     *           "day": "2026-10-01",
                     *           "kind": "holiday",
                     *           "name": "国庆节"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["CalendarYear"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid */
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
            /** @description Unprocessable Entity: idempotency.key_missing, request.invalid, schedule.calendar_invalid */
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
    listCheckins: {
        parameters: {
            query?: {
                /** @description over: neither open nor cancelled; not_done: missed or not reached; opened: not cancelled; instead of status */
                among?: "over" | "not_done" | "opened";
                /** @description next_cursor of the page before; empty for the first page */
                cursor?: string;
                day?: string;
                /** @description That an officer decided */
                decided?: boolean;
                /** @description That an incident moved */
                extended?: boolean;
                /** @description First day */
                from?: string;
                hour?: number;
                limit?: number;
                person_id?: string;
                status?: "open" | "accepted" | "late" | "review" | "rejected" | "missed" | "not_reached" | "cancelled";
                /** @description Last day, itself included */
                to?: string;
                /** @description Only of the persons of a group of fairness */
                trait?: string;
                unit_id?: string;
                /** @description With hour, from and to: only what opened in this hour of the week by the unit's clock; 1 is Monday (ISO 8601) */
                weekday?: number;
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
                     *           "plan_id": "0193a5f0-7c00-7000-8000-000000000010",
                     *           "plan_version": 1,
                     *           "kind": "recurring",
                     *           "person_id": "0193a5f0-7c00-7000-8000-000000000002",
                     *           "title": "每周报到",
                     *           "day": "2026-11-23",
                     *           "opens_at": "2026-11-23T00:00:00Z",
                     *           "due_at": "2026-11-23T02:00:00Z",
                     *           "closes_at": "2026-11-23T03:00:00Z",
                     *           "status": "review",
                     *           "requires": {
                     *             "face": true,
                     *             "location": true,
                     *             "questions": [
                     *               {
                     *                 "id": "q1",
                     *                 "text": "今天在哪里工作？",
                     *                 "options": []
                     *               }
                     *             ]
                     *           },
                     *           "updated_at": "2026-11-23T01:30:00Z",
                     *           "person": {
                     *             "id": "0193a5f0-7c00-7000-8000-000000000002",
                     *             "name": "王小明",
                     *             "number": "330106-2026-0001",
                     *             "masked": false
                     *           },
                     *           "station": {
                     *             "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *             "name": "文新司法所"
                     *           }
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["ListCheckinRow"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: org.unit_not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: attendance.interval_invalid, page.cursor_invalid, request.invalid */
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
    getCheckin: {
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
                     *       "plan_id": "0193a5f0-7c00-7000-8000-000000000010",
                     *       "plan_version": 1,
                     *       "kind": "recurring",
                     *       "person_id": "0193a5f0-7c00-7000-8000-000000000002",
                     *       "title": "每周报到",
                     *       "day": "2026-11-23",
                     *       "opens_at": "2026-11-23T00:00:00Z",
                     *       "due_at": "2026-11-23T02:00:00Z",
                     *       "closes_at": "2026-11-23T03:00:00Z",
                     *       "status": "review",
                     *       "requires": {
                     *         "face": true,
                     *         "location": true,
                     *         "questions": [
                     *           {
                     *             "id": "q1",
                     *             "text": "今天在哪里工作？",
                     *             "options": []
                     *           }
                     *         ]
                     *       },
                     *       "updated_at": "2026-11-23T01:30:00Z",
                     *       "person": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000002",
                     *         "name": "王小明",
                     *         "number": "330106-2026-0001",
                     *         "masked": false
                     *       },
                     *       "station": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *         "name": "文新司法所"
                     *       },
                     *       "checkin": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000007",
                     *         "made_at": "0001-01-01T00:00:00Z",
                     *         "received_at": "2026-11-23T01:30:00Z",
                     *         "device_id": "0193a5f0-7c00-7000-8000-000000000001",
                     *         "submission": {
                     *           "signed_at": "2026-11-23T01:30:00Z",
                     *           "location": {
                     *             "lat": 30.28,
                     *             "lng": 120.08,
                     *             "accuracy_m": 20,
                     *             "datum": "wgs84",
                     *             "taken_at": "2026-11-23T01:30:00Z"
                     *           },
                     *           "no_location": "",
                     *           "no_photo": "",
                     *           "answers": [
                     *             {
                     *               "question_id": "q1",
                     *               "text": "工地"
                     *             }
                     *           ],
                     *           "help_needed": false,
                     *           "device": {
                     *             "battery_pct": null,
                     *             "network": "",
                     *             "app_version": "",
                     *             "mock_location": false,
                     *             "emulator": false
                     *           },
                     *           "no_surroundings": "",
                     *           "no_voice": ""
                     *         },
                     *         "photo_url": "/console/v1/evidence/0193a5f0-7c00-7000-8000-000000000011",
                     *         "frames_url": null,
                     *         "frames": [
                     *           {
                     *             "gesture": "",
                     *             "colour": "",
                     *             "offset_ms": 0,
                     *             "bytes": 24311
                     *           },
                     *           {
                     *             "gesture": "nod",
                     *             "colour": "red",
                     *             "offset_ms": 1200,
                     *             "bytes": 25120
                     *           }
                     *         ],
                     *         "findings": [
                     *           {
                     *             "code": "face_not_checked",
                     *             "weight": "asks",
                     *             "evidence": "photo",
                     *             "value": 0
                     *           }
                     *         ],
                     *         "outcome": "review",
                     *         "surroundings_url": null,
                     *         "voice_url": null,
                     *         "digits": ""
                     *       },
                     *       "decisions": [],
                     *       "notices": [
                     *         {
                     *           "channel": "inbox",
                     *           "accepted_at": "2026-11-23T01:30:00Z",
                     *           "delivered_at": "2026-11-23T01:30:00Z",
                     *           "shown_at": null,
                     *           "opened_at": null,
                     *           "failed_at": null,
                     *           "failure": ""
                     *         }
                     *       ],
                     *       "extensions": [],
                     *       "is_sealed": false
                     *     }
                     */
                    "application/json": components["schemas"]["CheckinDetail"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope */
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
    attestCheckin: {
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
                "application/json": components["schemas"]["NewWitness"];
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
                     *       "id": "0193a5f0-7c00-7000-8000-000000000004",
                     *       "plan_id": "0193a5f0-7c00-7000-8000-000000000010",
                     *       "plan_version": 1,
                     *       "kind": "recurring",
                     *       "person_id": "0193a5f0-7c00-7000-8000-000000000002",
                     *       "title": "每周报到",
                     *       "day": "2026-11-23",
                     *       "opens_at": "2026-11-23T00:00:00Z",
                     *       "due_at": "2026-11-23T02:00:00Z",
                     *       "closes_at": "2026-11-23T03:00:00Z",
                     *       "status": "review",
                     *       "requires": {
                     *         "face": true,
                     *         "location": true,
                     *         "questions": [
                     *           {
                     *             "id": "q1",
                     *             "text": "今天在哪里工作？",
                     *             "options": []
                     *           }
                     *         ]
                     *       },
                     *       "updated_at": "2026-11-23T01:30:00Z",
                     *       "person": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000002",
                     *         "name": "王小明",
                     *         "number": "330106-2026-0001",
                     *         "masked": false
                     *       },
                     *       "station": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *         "name": "文新司法所"
                     *       },
                     *       "checkin": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000007",
                     *         "made_at": "0001-01-01T00:00:00Z",
                     *         "received_at": "2026-11-23T01:30:00Z",
                     *         "device_id": "0193a5f0-7c00-7000-8000-000000000001",
                     *         "submission": {
                     *           "signed_at": "2026-11-23T01:30:00Z",
                     *           "location": {
                     *             "lat": 30.28,
                     *             "lng": 120.08,
                     *             "accuracy_m": 20,
                     *             "datum": "wgs84",
                     *             "taken_at": "2026-11-23T01:30:00Z"
                     *           },
                     *           "no_location": "",
                     *           "no_photo": "",
                     *           "answers": [
                     *             {
                     *               "question_id": "q1",
                     *               "text": "工地"
                     *             }
                     *           ],
                     *           "help_needed": false,
                     *           "device": {
                     *             "battery_pct": null,
                     *             "network": "",
                     *             "app_version": "",
                     *             "mock_location": false,
                     *             "emulator": false
                     *           },
                     *           "no_surroundings": "",
                     *           "no_voice": ""
                     *         },
                     *         "photo_url": "/console/v1/evidence/0193a5f0-7c00-7000-8000-000000000011",
                     *         "frames_url": null,
                     *         "frames": [
                     *           {
                     *             "gesture": "",
                     *             "colour": "",
                     *             "offset_ms": 0,
                     *             "bytes": 24311
                     *           },
                     *           {
                     *             "gesture": "nod",
                     *             "colour": "red",
                     *             "offset_ms": 1200,
                     *             "bytes": 25120
                     *           }
                     *         ],
                     *         "findings": [
                     *           {
                     *             "code": "face_not_checked",
                     *             "weight": "asks",
                     *             "evidence": "photo",
                     *             "value": 0
                     *           }
                     *         ],
                     *         "outcome": "review",
                     *         "surroundings_url": null,
                     *         "voice_url": null,
                     *         "digits": ""
                     *       },
                     *       "decisions": [],
                     *       "notices": [
                     *         {
                     *           "channel": "inbox",
                     *           "accepted_at": "2026-11-23T01:30:00Z",
                     *           "delivered_at": "2026-11-23T01:30:00Z",
                     *           "shown_at": null,
                     *           "opened_at": null,
                     *           "failed_at": null,
                     *           "failure": ""
                     *         }
                     *       ],
                     *       "extensions": [],
                     *       "is_sealed": false
                     *     }
                     */
                    "application/json": components["schemas"]["CheckinDetail"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid */
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
            /** @description Conflict: checkin.already_done, checkin.window_closed, idempotency.in_progress, idempotency.key_reused */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: checkin.witness_invalid, idempotency.key_missing, request.invalid */
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
    recordCall: {
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
                "application/json": components["schemas"]["NewCall"];
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
                     *       "id": "0193a5f0-7c00-7000-8000-000000000004",
                     *       "plan_id": "0193a5f0-7c00-7000-8000-000000000010",
                     *       "plan_version": 1,
                     *       "kind": "recurring",
                     *       "person_id": "0193a5f0-7c00-7000-8000-000000000002",
                     *       "title": "每周报到",
                     *       "day": "2026-11-23",
                     *       "opens_at": "2026-11-23T00:00:00Z",
                     *       "due_at": "2026-11-23T02:00:00Z",
                     *       "closes_at": "2026-11-23T03:00:00Z",
                     *       "status": "review",
                     *       "requires": {
                     *         "face": true,
                     *         "location": true,
                     *         "questions": [
                     *           {
                     *             "id": "q1",
                     *             "text": "今天在哪里工作？",
                     *             "options": []
                     *           }
                     *         ]
                     *       },
                     *       "updated_at": "2026-11-23T01:30:00Z",
                     *       "person": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000002",
                     *         "name": "王小明",
                     *         "number": "330106-2026-0001",
                     *         "masked": false
                     *       },
                     *       "station": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *         "name": "文新司法所"
                     *       },
                     *       "checkin": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000007",
                     *         "made_at": "0001-01-01T00:00:00Z",
                     *         "received_at": "2026-11-23T01:30:00Z",
                     *         "device_id": "0193a5f0-7c00-7000-8000-000000000001",
                     *         "submission": {
                     *           "signed_at": "2026-11-23T01:30:00Z",
                     *           "location": {
                     *             "lat": 30.28,
                     *             "lng": 120.08,
                     *             "accuracy_m": 20,
                     *             "datum": "wgs84",
                     *             "taken_at": "2026-11-23T01:30:00Z"
                     *           },
                     *           "no_location": "",
                     *           "no_photo": "",
                     *           "answers": [
                     *             {
                     *               "question_id": "q1",
                     *               "text": "工地"
                     *             }
                     *           ],
                     *           "help_needed": false,
                     *           "device": {
                     *             "battery_pct": null,
                     *             "network": "",
                     *             "app_version": "",
                     *             "mock_location": false,
                     *             "emulator": false
                     *           },
                     *           "no_surroundings": "",
                     *           "no_voice": ""
                     *         },
                     *         "photo_url": "/console/v1/evidence/0193a5f0-7c00-7000-8000-000000000011",
                     *         "frames_url": null,
                     *         "frames": [
                     *           {
                     *             "gesture": "",
                     *             "colour": "",
                     *             "offset_ms": 0,
                     *             "bytes": 24311
                     *           },
                     *           {
                     *             "gesture": "nod",
                     *             "colour": "red",
                     *             "offset_ms": 1200,
                     *             "bytes": 25120
                     *           }
                     *         ],
                     *         "findings": [
                     *           {
                     *             "code": "face_not_checked",
                     *             "weight": "asks",
                     *             "evidence": "photo",
                     *             "value": 0
                     *           }
                     *         ],
                     *         "outcome": "review",
                     *         "surroundings_url": null,
                     *         "voice_url": null,
                     *         "digits": ""
                     *       },
                     *       "decisions": [],
                     *       "notices": [
                     *         {
                     *           "channel": "inbox",
                     *           "accepted_at": "2026-11-23T01:30:00Z",
                     *           "delivered_at": "2026-11-23T01:30:00Z",
                     *           "shown_at": null,
                     *           "opened_at": null,
                     *           "failed_at": null,
                     *           "failure": ""
                     *         }
                     *       ],
                     *       "extensions": [],
                     *       "is_sealed": false
                     *     }
                     */
                    "application/json": components["schemas"]["CheckinDetail"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid */
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
            /** @description Conflict: checkin.already_done, checkin.window_closed, idempotency.in_progress, idempotency.key_reused */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: checkin.call_invalid, idempotency.key_missing, request.invalid */
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
    claimCheckin: {
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
                "application/json": components["schemas"]["NewClaim"];
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
                     *       "claim": {
                     *         "request_id": "0193a5f0-7c00-7000-8000-000000000004",
                     *         "by_id": "0193a5f0-7c00-7000-8000-000000000009",
                     *         "by_name": "李司法",
                     *         "since": "2026-11-23T01:30:00Z",
                     *         "until": "2026-11-23T01:31:00Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ClaimState"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid */
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
    releaseCheckin: {
        parameters: {
            query?: {
                /** @description Only the claim of this window */
                seat?: string;
            };
            header?: never;
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid */
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
    compareCheckin: {
        parameters: {
            query?: {
                /** @description Why a minor's pictures are needed; audited */
                reason?: string;
            };
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
                     *       "sample": {
                     *         "url": "/console/v1/evidence/0193a5f0-7c00-7000-8000-000000000011",
                     *         "eyes": {
                     *           "left_x": 250,
                     *           "left_y": 300,
                     *           "right_x": 390,
                     *           "right_y": 302,
                     *           "width": 640,
                     *           "height": 800
                     *         }
                     *       },
                     *       "enrolled": [
                     *         {
                     *           "url": "/console/v1/evidence/0193a5f0-7c00-7000-8000-000000000012",
                     *           "eyes": {
                     *             "left_x": 250,
                     *             "left_y": 300,
                     *             "right_x": 390,
                     *             "right_y": 302,
                     *             "width": 640,
                     *             "height": 800
                     *           }
                     *         }
                     *       ],
                     *       "enrolled_at": "2026-11-23T01:30:00Z",
                     *       "frames_url": null,
                     *       "surroundings_url": null,
                     *       "voice_url": null,
                     *       "accepted": [
                     *         {
                     *           "request_id": "0193a5f0-7c00-7000-8000-000000000005",
                     *           "url": "/console/v1/evidence/0193a5f0-7c00-7000-8000-000000000013",
                     *           "at": "2026-11-23T01:30:00Z"
                     *         }
                     *       ],
                     *       "likeness": 0.41,
                     *       "match_from": 0.45,
                     *       "unlike_below": 0.35,
                     *       "is_score_shown": false
                     *     }
                     */
                    "application/json": components["schemas"]["Comparison"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, checkin.minor_reason_required */
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
    decideCheckin: {
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
                "application/json": components["schemas"]["NewDecision"];
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
                     *       "id": "0193a5f0-7c00-7000-8000-000000000004",
                     *       "plan_id": "0193a5f0-7c00-7000-8000-000000000010",
                     *       "plan_version": 1,
                     *       "kind": "recurring",
                     *       "person_id": "0193a5f0-7c00-7000-8000-000000000002",
                     *       "title": "每周报到",
                     *       "day": "2026-11-23",
                     *       "opens_at": "2026-11-23T00:00:00Z",
                     *       "due_at": "2026-11-23T02:00:00Z",
                     *       "closes_at": "2026-11-23T03:00:00Z",
                     *       "status": "review",
                     *       "requires": {
                     *         "face": true,
                     *         "location": true,
                     *         "questions": [
                     *           {
                     *             "id": "q1",
                     *             "text": "今天在哪里工作？",
                     *             "options": []
                     *           }
                     *         ]
                     *       },
                     *       "updated_at": "2026-11-23T01:30:00Z",
                     *       "person": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000002",
                     *         "name": "王小明",
                     *         "number": "330106-2026-0001",
                     *         "masked": false
                     *       },
                     *       "station": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *         "name": "文新司法所"
                     *       },
                     *       "checkin": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000007",
                     *         "made_at": "0001-01-01T00:00:00Z",
                     *         "received_at": "2026-11-23T01:30:00Z",
                     *         "device_id": "0193a5f0-7c00-7000-8000-000000000001",
                     *         "submission": {
                     *           "signed_at": "2026-11-23T01:30:00Z",
                     *           "location": {
                     *             "lat": 30.28,
                     *             "lng": 120.08,
                     *             "accuracy_m": 20,
                     *             "datum": "wgs84",
                     *             "taken_at": "2026-11-23T01:30:00Z"
                     *           },
                     *           "no_location": "",
                     *           "no_photo": "",
                     *           "answers": [
                     *             {
                     *               "question_id": "q1",
                     *               "text": "工地"
                     *             }
                     *           ],
                     *           "help_needed": false,
                     *           "device": {
                     *             "battery_pct": null,
                     *             "network": "",
                     *             "app_version": "",
                     *             "mock_location": false,
                     *             "emulator": false
                     *           },
                     *           "no_surroundings": "",
                     *           "no_voice": ""
                     *         },
                     *         "photo_url": "/console/v1/evidence/0193a5f0-7c00-7000-8000-000000000011",
                     *         "frames_url": null,
                     *         "frames": [
                     *           {
                     *             "gesture": "",
                     *             "colour": "",
                     *             "offset_ms": 0,
                     *             "bytes": 24311
                     *           },
                     *           {
                     *             "gesture": "nod",
                     *             "colour": "red",
                     *             "offset_ms": 1200,
                     *             "bytes": 25120
                     *           }
                     *         ],
                     *         "findings": [
                     *           {
                     *             "code": "face_not_checked",
                     *             "weight": "asks",
                     *             "evidence": "photo",
                     *             "value": 0
                     *           }
                     *         ],
                     *         "outcome": "review",
                     *         "surroundings_url": null,
                     *         "voice_url": null,
                     *         "digits": ""
                     *       },
                     *       "decisions": [],
                     *       "notices": [
                     *         {
                     *           "channel": "inbox",
                     *           "accepted_at": "2026-11-23T01:30:00Z",
                     *           "delivered_at": "2026-11-23T01:30:00Z",
                     *           "shown_at": null,
                     *           "opened_at": null,
                     *           "failed_at": null,
                     *           "failure": ""
                     *         }
                     *       ],
                     *       "extensions": [],
                     *       "is_sealed": false
                     *     }
                     */
                    "application/json": components["schemas"]["CheckinDetail"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid */
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
            /** @description Conflict: checkin.already_decided, idempotency.in_progress, idempotency.key_reused */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: checkin.reason_required, idempotency.key_missing, request.invalid */
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
    reopenCheckin: {
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
                "application/json": components["schemas"]["NewReopening"];
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
                     *       "id": "0193a5f0-7c00-7000-8000-000000000004",
                     *       "plan_id": "0193a5f0-7c00-7000-8000-000000000010",
                     *       "plan_version": 1,
                     *       "kind": "recurring",
                     *       "person_id": "0193a5f0-7c00-7000-8000-000000000002",
                     *       "title": "每周报到",
                     *       "day": "2026-11-23",
                     *       "opens_at": "2026-11-23T00:00:00Z",
                     *       "due_at": "2026-11-23T02:00:00Z",
                     *       "closes_at": "2026-11-23T03:00:00Z",
                     *       "status": "review",
                     *       "requires": {
                     *         "face": true,
                     *         "location": true,
                     *         "questions": [
                     *           {
                     *             "id": "q1",
                     *             "text": "今天在哪里工作？",
                     *             "options": []
                     *           }
                     *         ]
                     *       },
                     *       "updated_at": "2026-11-23T01:30:00Z",
                     *       "person": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000002",
                     *         "name": "王小明",
                     *         "number": "330106-2026-0001",
                     *         "masked": false
                     *       },
                     *       "station": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *         "name": "文新司法所"
                     *       },
                     *       "checkin": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000007",
                     *         "made_at": "0001-01-01T00:00:00Z",
                     *         "received_at": "2026-11-23T01:30:00Z",
                     *         "device_id": "0193a5f0-7c00-7000-8000-000000000001",
                     *         "submission": {
                     *           "signed_at": "2026-11-23T01:30:00Z",
                     *           "location": {
                     *             "lat": 30.28,
                     *             "lng": 120.08,
                     *             "accuracy_m": 20,
                     *             "datum": "wgs84",
                     *             "taken_at": "2026-11-23T01:30:00Z"
                     *           },
                     *           "no_location": "",
                     *           "no_photo": "",
                     *           "answers": [
                     *             {
                     *               "question_id": "q1",
                     *               "text": "工地"
                     *             }
                     *           ],
                     *           "help_needed": false,
                     *           "device": {
                     *             "battery_pct": null,
                     *             "network": "",
                     *             "app_version": "",
                     *             "mock_location": false,
                     *             "emulator": false
                     *           },
                     *           "no_surroundings": "",
                     *           "no_voice": ""
                     *         },
                     *         "photo_url": "/console/v1/evidence/0193a5f0-7c00-7000-8000-000000000011",
                     *         "frames_url": null,
                     *         "frames": [
                     *           {
                     *             "gesture": "",
                     *             "colour": "",
                     *             "offset_ms": 0,
                     *             "bytes": 24311
                     *           },
                     *           {
                     *             "gesture": "nod",
                     *             "colour": "red",
                     *             "offset_ms": 1200,
                     *             "bytes": 25120
                     *           }
                     *         ],
                     *         "findings": [
                     *           {
                     *             "code": "face_not_checked",
                     *             "weight": "asks",
                     *             "evidence": "photo",
                     *             "value": 0
                     *           }
                     *         ],
                     *         "outcome": "review",
                     *         "surroundings_url": null,
                     *         "voice_url": null,
                     *         "digits": ""
                     *       },
                     *       "decisions": [],
                     *       "notices": [
                     *         {
                     *           "channel": "inbox",
                     *           "accepted_at": "2026-11-23T01:30:00Z",
                     *           "delivered_at": "2026-11-23T01:30:00Z",
                     *           "shown_at": null,
                     *           "opened_at": null,
                     *           "failed_at": null,
                     *           "failure": ""
                     *         }
                     *       ],
                     *       "extensions": [],
                     *       "is_sealed": false
                     *     }
                     */
                    "application/json": components["schemas"]["CheckinDetail"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid */
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
            /** @description Conflict: checkin.appealed, checkin.not_ended, idempotency.in_progress, idempotency.key_reused */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: checkin.reopen_invalid, idempotency.key_missing, request.invalid */
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
    listClaims: {
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
                     *           "request_id": "0193a5f0-7c00-7000-8000-000000000004",
                     *           "by_id": "0193a5f0-7c00-7000-8000-000000000009",
                     *           "by_name": "李司法",
                     *           "since": "2026-11-23T01:30:00Z",
                     *           "until": "2026-11-23T01:31:00Z"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["ListReviewClaim"];
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
    getDesk: {
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
                     *           "kind": "review",
                     *           "id": "0193a5f0-7c00-7000-8000-000000000004",
                     *           "person": {
                     *             "id": "0193a5f0-7c00-7000-8000-000000000002",
                     *             "name": "王小明",
                     *             "number": "330106-2026-0001",
                     *             "masked": false
                     *           },
                     *           "station": {
                     *             "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *             "name": "文新司法所"
                     *           },
                     *           "at": "2026-11-23T01:30:00Z",
                     *           "title_code": "face_not_checked",
                     *           "severity": "warning",
                     *           "state": null,
                     *           "causes": [],
                     *           "findings": [
                     *             {
                     *               "code": "face_not_checked",
                     *               "weight": "asks",
                     *               "evidence": "photo",
                     *               "value": 0
                     *             }
                     *           ],
                     *           "level": "station",
                     *           "due_at": null,
                     *           "from_day": "",
                     *           "to_day": "",
                     *           "card": {
                     *             "id": "0193a5f0-7c00-7000-8000-000000000004",
                     *             "reason": "single",
                     *             "persons": 1,
                     *             "items": 1
                     *           },
                     *           "request_id": "0193a5f0-7c00-7000-8000-000000000004",
                     *           "checkin_id": "0193a5f0-7c00-7000-8000-000000000007",
                     *           "rollcall_id": null
                     *         }
                     *       ],
                     *       "counts": {
                     *         "review": 1,
                     *         "alert": 0,
                     *         "appeal": 0,
                     *         "leave": 0
                     *       },
                     *       "more": [],
                     *       "incidents": []
                     *     }
                     */
                    "application/json": components["schemas"]["Desk"];
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
    listDone: {
        parameters: {
            query: {
                /** @description next_cursor of the page before; empty for the first page */
                cursor?: string;
                /** @description Not before */
                from: string;
                limit?: number;
                /** @description Before; at most 31 days later */
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
                     *           "id": "0193a5f0-7c00-7000-8000-000000000020",
                     *           "at": "2026-11-23T01:30:00Z",
                     *           "action": "checkin.decided",
                     *           "noun": "checkin",
                     *           "subject_id": "0193a5f0-7c00-7000-8000-000000000004",
                     *           "person": {
                     *             "id": "0193a5f0-7c00-7000-8000-000000000002",
                     *             "name": "王小明",
                     *             "number": "330106-2026-0001",
                     *             "masked": false
                     *           },
                     *           "reason": "",
                     *           "data": null
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["ListDeskDone"];
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
            /** @description Unprocessable Entity: audit.span_invalid, page.cursor_invalid, request.invalid */
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
                /** @description next_cursor of the page before; empty for the first page */
                cursor?: string;
                from: string;
                limit?: number;
                person_id?: string;
                to: string;
                unit_id?: string;
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
                     *           "person": {
                     *             "id": "0193a5f0-7c00-7000-8000-000000000002",
                     *             "name": "王小明",
                     *             "number": "330106-2026-0001",
                     *             "masked": false
                     *           },
                     *           "station": {
                     *             "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *             "name": "文新司法所"
                     *           },
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: checkin.draw_days_invalid, page.cursor_invalid, request.invalid */
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
    recordExport: {
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
                "application/json": components["schemas"]["NewExport"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: org.unit_not_found */
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
            /** @description Unprocessable Entity: export.invalid, idempotency.key_missing, request.invalid */
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
    listFences: {
        parameters: {
            query?: {
                /** @description Those that were put away, else those that are live */
                archived?: boolean;
                /** @description next_cursor of the page before; empty for the first page */
                cursor?: string;
                kind?: "fence" | "boundary";
                limit?: number;
                /** @description Part of a name */
                q?: string;
                /** @description Those that serve the whole unit only: its own and those of units above */
                serving?: boolean;
                unit_id?: string;
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
                     *           "id": "0193a5f0-7c00-7000-8000-000000000030",
                     *           "unit": {
                     *             "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *             "name": "文新司法所"
                     *           },
                     *           "kind": "fence",
                     *           "shape": "circle",
                     *           "name": "第一人民医院 500 m",
                     *           "note": "",
                     *           "area": {
                     *             "center": {
                     *               "lat": 30.05,
                     *               "lng": 120.05
                     *             },
                     *             "radius_m": 500
                     *           },
                     *           "version": 1,
                     *           "may_write": true,
                     *           "archived_at": null,
                     *           "updated_at": "2026-11-23T01:30:00Z"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["ListNamedFence"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope */
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
    createFence: {
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
                "application/json": components["schemas"]["NewFence"];
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
                     *       "id": "0193a5f0-7c00-7000-8000-000000000030",
                     *       "unit": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *         "name": "文新司法所"
                     *       },
                     *       "kind": "fence",
                     *       "shape": "circle",
                     *       "name": "第一人民医院 500 m",
                     *       "note": "",
                     *       "area": {
                     *         "center": {
                     *           "lat": 30.05,
                     *           "lng": 120.05
                     *         },
                     *         "radius_m": 500
                     *       },
                     *       "version": 1,
                     *       "may_write": true,
                     *       "archived_at": null,
                     *       "updated_at": "2026-11-23T01:30:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["NamedFence"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict: fence.name_taken, fence.too_many, idempotency.in_progress, idempotency.key_reused */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: fence.invalid, fence.unit_invalid, idempotency.key_missing, request.invalid */
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
    getFence: {
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
                     *       "id": "0193a5f0-7c00-7000-8000-000000000030",
                     *       "unit": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *         "name": "文新司法所"
                     *       },
                     *       "kind": "fence",
                     *       "shape": "circle",
                     *       "name": "第一人民医院 500 m",
                     *       "note": "",
                     *       "area": {
                     *         "center": {
                     *           "lat": 30.05,
                     *           "lng": 120.05
                     *         },
                     *         "radius_m": 500
                     *       },
                     *       "version": 1,
                     *       "may_write": true,
                     *       "archived_at": null,
                     *       "updated_at": "2026-11-23T01:30:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["NamedFence"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: fence.not_found */
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
    changeFence: {
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
                "application/json": components["schemas"]["FenceChange"];
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
                     *       "id": "0193a5f0-7c00-7000-8000-000000000030",
                     *       "unit": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *         "name": "文新司法所"
                     *       },
                     *       "kind": "fence",
                     *       "shape": "circle",
                     *       "name": "第一人民医院 500 m",
                     *       "note": "",
                     *       "area": {
                     *         "center": {
                     *           "lat": 30.05,
                     *           "lng": 120.05
                     *         },
                     *         "radius_m": 500
                     *       },
                     *       "version": 1,
                     *       "may_write": true,
                     *       "archived_at": null,
                     *       "updated_at": "2026-11-23T01:30:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["NamedFence"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: fence.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict: fence.changed, fence.name_taken, idempotency.in_progress, idempotency.key_reused */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: fence.invalid, idempotency.key_missing, request.invalid */
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
    archiveFence: {
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
                "application/json": components["schemas"]["FenceVersion"];
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
                     *       "id": "0193a5f0-7c00-7000-8000-000000000030",
                     *       "unit": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *         "name": "文新司法所"
                     *       },
                     *       "kind": "fence",
                     *       "shape": "circle",
                     *       "name": "第一人民医院 500 m",
                     *       "note": "",
                     *       "area": {
                     *         "center": {
                     *           "lat": 30.05,
                     *           "lng": 120.05
                     *         },
                     *         "radius_m": 500
                     *       },
                     *       "version": 1,
                     *       "may_write": true,
                     *       "archived_at": null,
                     *       "updated_at": "2026-11-23T01:30:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["NamedFence"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: fence.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict: fence.changed, idempotency.in_progress, idempotency.key_reused */
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
    listFencePlans: {
        parameters: {
            query?: {
                /** @description next_cursor of the page before; empty for the first page */
                cursor?: string;
                limit?: number;
            };
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
                     *       "items": [
                     *         {
                     *           "plan_id": "0193a5f0-7c00-7000-8000-000000000010",
                     *           "person": {
                     *             "id": "0193a5f0-7c00-7000-8000-000000000002",
                     *             "name": "王小明",
                     *             "number": "330106-2026-0001",
                     *             "masked": false
                     *           },
                     *           "station": {
                     *             "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *             "name": "文新司法所"
                     *           },
                     *           "title": "每周报到",
                     *           "version": 2,
                     *           "fence_version": 1,
                     *           "is_current": true
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["ListFencePlan"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: fence.not_found */
            404: {
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
    refreshFencePlans: {
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
                "application/json": components["schemas"]["FenceRefresh"];
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
                     *       "items": [
                     *         {
                     *           "plan_id": "0193a5f0-7c00-7000-8000-000000000010",
                     *           "effect": "refreshed"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["ListRefreshedPlan"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: checkin.plan_not_found, fence.not_found */
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
            /** @description Unprocessable Entity: checkin.fence_unknown, checkin.plan_invalid, idempotency.key_missing, request.invalid */
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
    importFences: {
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
                "application/json": components["schemas"]["FenceFile"];
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
                     *       "good": 1,
                     *       "is_stored": false,
                     *       "features": [
                     *         {
                     *           "name": "余杭区",
                     *           "shape": "circle",
                     *           "problem": "",
                     *           "area": {
                     *             "center": {
                     *               "lat": 30.05,
                     *               "lng": 120.05
                     *             },
                     *             "radius_m": 500
                     *           }
                     *         },
                     *         {
                     *           "name": "蝴蝶",
                     *           "shape": "polygon",
                     *           "problem": "crosses_itself",
                     *           "area": null
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["FenceImport"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict: fence.import_changed, fence.name_taken, idempotency.in_progress, idempotency.key_reused */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large: fence.file_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: fence.file_invalid, fence.invalid, fence.unit_invalid, idempotency.key_missing, request.invalid */
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
    listLeaves: {
        parameters: {
            query?: {
                /** @description next_cursor of the page before; empty for the first page */
                cursor?: string;
                /** @description Their first day is not before */
                from?: string;
                /** @description Approved, whether returned from or not; instead of status */
                granted?: boolean;
                /** @description Whose return was late */
                late?: boolean;
                limit?: number;
                person_id?: string;
                status?: "applied" | "approved" | "refused" | "withdrawn" | "returned";
                /** @description Their first day is not after */
                to?: string;
                unit_id?: string;
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
                     *           "id": "0193a5f0-7c00-7000-8000-000000000015",
                     *           "person": {
                     *             "id": "0193a5f0-7c00-7000-8000-000000000002",
                     *             "name": "王小明",
                     *             "number": "330106-2026-0001",
                     *             "masked": false
                     *           },
                     *           "station": {
                     *             "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *             "name": "文新司法所"
                     *           },
                     *           "from_day": "2026-12-01",
                     *           "to_day": "2026-12-05",
                     *           "days": 5,
                     *           "place": "湖州市德清县",
                     *           "reason": "母亲住院",
                     *           "status": "applied",
                     *           "level": "station",
                     *           "may_decide": true,
                     *           "is_urgent": false,
                     *           "applied_at": "2026-11-23T01:30:00Z",
                     *           "returned_at": null,
                     *           "overdue_at": null
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope */
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
    getLeave: {
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
                     *       "id": "0193a5f0-7c00-7000-8000-000000000015",
                     *       "person": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000002",
                     *         "name": "王小明",
                     *         "number": "330106-2026-0001",
                     *         "masked": false
                     *       },
                     *       "station": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *         "name": "文新司法所"
                     *       },
                     *       "from_day": "2026-12-01",
                     *       "to_day": "2026-12-05",
                     *       "days": 5,
                     *       "place": "湖州市德清县",
                     *       "reason": "母亲住院",
                     *       "status": "applied",
                     *       "level": "station",
                     *       "may_decide": true,
                     *       "is_urgent": false,
                     *       "applied_at": "2026-11-23T01:30:00Z",
                     *       "returned_at": null,
                     *       "overdue_at": null,
                     *       "steps": [
                     *         {
                     *           "kind": "applied",
                     *           "reason": "",
                     *           "by_name": "",
                     *           "at": "2026-11-23T01:30:00Z"
                     *         }
                     *       ],
                     *       "papers": [
                     *         {
                     *           "id": "0193a5f0-7c00-7000-8000-000000000017",
                     *           "url": "/console/v1/evidence/0193a5f0-7c00-7000-8000-000000000017",
                     *           "mime": "image/jpeg",
                     *           "size": 84000
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope */
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
    cutLeaveShort: {
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
                "application/json": components["schemas"]["CutShort"];
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
                     *       "id": "0193a5f0-7c00-7000-8000-000000000015",
                     *       "person": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000002",
                     *         "name": "王小明",
                     *         "number": "330106-2026-0001",
                     *         "masked": false
                     *       },
                     *       "station": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *         "name": "文新司法所"
                     *       },
                     *       "from_day": "2026-12-01",
                     *       "to_day": "2026-12-05",
                     *       "days": 5,
                     *       "place": "湖州市德清县",
                     *       "reason": "母亲住院",
                     *       "status": "applied",
                     *       "level": "station",
                     *       "may_decide": true,
                     *       "is_urgent": false,
                     *       "applied_at": "2026-11-23T01:30:00Z",
                     *       "returned_at": null,
                     *       "overdue_at": null,
                     *       "steps": [
                     *         {
                     *           "kind": "applied",
                     *           "reason": "",
                     *           "by_name": "",
                     *           "at": "2026-11-23T01:30:00Z"
                     *         }
                     *       ],
                     *       "papers": [
                     *         {
                     *           "id": "0193a5f0-7c00-7000-8000-000000000017",
                     *           "url": "/console/v1/evidence/0193a5f0-7c00-7000-8000-000000000017",
                     *           "mime": "image/jpeg",
                     *           "size": 84000
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid */
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
            /** @description Unprocessable Entity: idempotency.key_missing, leave.invalid, leave.reason_required, request.invalid */
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
    decideLeave: {
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
                "application/json": components["schemas"]["NewLeaveDecision"];
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
                     *       "id": "0193a5f0-7c00-7000-8000-000000000015",
                     *       "person": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000002",
                     *         "name": "王小明",
                     *         "number": "330106-2026-0001",
                     *         "masked": false
                     *       },
                     *       "station": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *         "name": "文新司法所"
                     *       },
                     *       "from_day": "2026-12-01",
                     *       "to_day": "2026-12-05",
                     *       "days": 5,
                     *       "place": "湖州市德清县",
                     *       "reason": "母亲住院",
                     *       "status": "applied",
                     *       "level": "station",
                     *       "may_decide": true,
                     *       "is_urgent": false,
                     *       "applied_at": "2026-11-23T01:30:00Z",
                     *       "returned_at": null,
                     *       "overdue_at": null,
                     *       "steps": [
                     *         {
                     *           "kind": "applied",
                     *           "reason": "",
                     *           "by_name": "",
                     *           "at": "2026-11-23T01:30:00Z"
                     *         }
                     *       ],
                     *       "papers": [
                     *         {
                     *           "id": "0193a5f0-7c00-7000-8000-000000000017",
                     *           "url": "/console/v1/evidence/0193a5f0-7c00-7000-8000-000000000017",
                     *           "mime": "image/jpeg",
                     *           "size": 84000
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid, leave.level_too_low */
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
            /** @description Unprocessable Entity: idempotency.key_missing, leave.invalid, leave.reason_required, request.invalid */
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
    listLostContacts: {
        parameters: {
            query?: {
                /** @description next_cursor of the page before; empty for the first page */
                cursor?: string;
                /** @description First day, of the unit's zone */
                from?: string;
                limit?: number;
                person_id?: string;
                state?: "open" | "closed";
                /** @description Last day, itself included */
                to?: string;
                unit_id?: string;
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
                     *           "id": "0193a5f0-7c00-7000-8000-000000000016",
                     *           "person": {
                     *             "id": "0193a5f0-7c00-7000-8000-000000000002",
                     *             "name": "王小明",
                     *             "number": "330106-2026-0001",
                     *             "masked": false
                     *           },
                     *           "station": {
                     *             "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *             "name": "文新司法所"
                     *           },
                     *           "state": "open",
                     *           "stage": "within_ten_days",
                     *           "since_at": "2026-11-20T01:30:00Z",
                     *           "since_by": "checkin",
                     *           "opened_at": "2026-11-23T01:30:00Z",
                     *           "by_system": true,
                     *           "next": "called_person",
                     *           "due_at": "2026-11-23T01:30:00Z",
                     *           "sign_at": null,
                     *           "sign_by": null,
                     *           "how": null,
                     *           "closed_at": null
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["ListLostContact"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: attendance.interval_invalid, page.cursor_invalid, request.invalid */
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
    getLostContact: {
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
                     *       "id": "0193a5f0-7c00-7000-8000-000000000016",
                     *       "person": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000002",
                     *         "name": "王小明",
                     *         "number": "330106-2026-0001",
                     *         "masked": false
                     *       },
                     *       "station": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *         "name": "文新司法所"
                     *       },
                     *       "state": "open",
                     *       "stage": "within_ten_days",
                     *       "since_at": "2026-11-20T01:30:00Z",
                     *       "since_by": "checkin",
                     *       "opened_at": "2026-11-23T01:30:00Z",
                     *       "by_system": true,
                     *       "next": "called_person",
                     *       "due_at": "2026-11-23T01:30:00Z",
                     *       "sign_at": null,
                     *       "sign_by": null,
                     *       "how": null,
                     *       "closed_at": null,
                     *       "steps": [
                     *         {
                     *           "kind": "opened",
                     *           "informed": "",
                     *           "note": "",
                     *           "sign": null,
                     *           "how": null,
                     *           "happened_at": "2026-11-23T01:30:00Z",
                     *           "by_name": "",
                     *           "at": "2026-11-23T01:30:00Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["LostContactDetail"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: liaison.not_found */
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
    closeLostContact: {
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
                "application/json": components["schemas"]["FoundPerson"];
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
                     *       "id": "0193a5f0-7c00-7000-8000-000000000016",
                     *       "person": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000002",
                     *         "name": "王小明",
                     *         "number": "330106-2026-0001",
                     *         "masked": false
                     *       },
                     *       "station": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *         "name": "文新司法所"
                     *       },
                     *       "state": "open",
                     *       "stage": "within_ten_days",
                     *       "since_at": "2026-11-20T01:30:00Z",
                     *       "since_by": "checkin",
                     *       "opened_at": "2026-11-23T01:30:00Z",
                     *       "by_system": true,
                     *       "next": "called_person",
                     *       "due_at": "2026-11-23T01:30:00Z",
                     *       "sign_at": null,
                     *       "sign_by": null,
                     *       "how": null,
                     *       "closed_at": null,
                     *       "steps": [
                     *         {
                     *           "kind": "opened",
                     *           "informed": "",
                     *           "note": "",
                     *           "sign": null,
                     *           "how": null,
                     *           "happened_at": "2026-11-23T01:30:00Z",
                     *           "by_name": "",
                     *           "at": "2026-11-23T01:30:00Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["LostContactDetail"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: liaison.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict: idempotency.in_progress, idempotency.key_reused, liaison.closed, liaison.moved */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: idempotency.key_missing, liaison.reason_required, liaison.step_invalid, request.invalid */
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
    recordLostContactStep: {
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
                "application/json": components["schemas"]["NewLostContactStep"];
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
                     *       "id": "0193a5f0-7c00-7000-8000-000000000016",
                     *       "person": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000002",
                     *         "name": "王小明",
                     *         "number": "330106-2026-0001",
                     *         "masked": false
                     *       },
                     *       "station": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *         "name": "文新司法所"
                     *       },
                     *       "state": "open",
                     *       "stage": "within_ten_days",
                     *       "since_at": "2026-11-20T01:30:00Z",
                     *       "since_by": "checkin",
                     *       "opened_at": "2026-11-23T01:30:00Z",
                     *       "by_system": true,
                     *       "next": "called_person",
                     *       "due_at": "2026-11-23T01:30:00Z",
                     *       "sign_at": null,
                     *       "sign_by": null,
                     *       "how": null,
                     *       "closed_at": null,
                     *       "steps": [
                     *         {
                     *           "kind": "opened",
                     *           "informed": "",
                     *           "note": "",
                     *           "sign": null,
                     *           "how": null,
                     *           "happened_at": "2026-11-23T01:30:00Z",
                     *           "by_name": "",
                     *           "at": "2026-11-23T01:30:00Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["LostContactDetail"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid, liaison.level_too_low */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: liaison.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict: idempotency.in_progress, idempotency.key_reused, liaison.closed, liaison.moved, liaison.too_many_steps */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: idempotency.key_missing, liaison.step_invalid, request.invalid */
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
    listNodes: {
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
                     *           "url": "wss://node-1.example.org/signal",
                     *           "state": "up",
                     *           "roll_calls": 3,
                     *           "peers": 64,
                     *           "cpu": 0.31,
                     *           "started_at": "2026-11-23T01:30:00Z",
                     *           "seen_at": "2026-11-23T01:30:00Z"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["ListNode"];
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
    drainNode: {
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
                "application/json": components["schemas"]["NewDrain"];
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
                     *       "id": "0193a5f0-7c00-7000-8000-000000000009",
                     *       "url": "wss://node-1.example.org/signal",
                     *       "state": "up",
                     *       "roll_calls": 3,
                     *       "peers": 64,
                     *       "cpu": 0.31,
                     *       "started_at": "2026-11-23T01:30:00Z",
                     *       "seen_at": "2026-11-23T01:30:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Node"];
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
            /** @description Forbidden: authz.forbidden, csrf.token_invalid */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: node.not_found */
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
    getFairness: {
        parameters: {
            query: {
                from: string;
                to: string;
                /** @description Empty: the member's own */
                unit_id?: string;
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
                     *       "occasions": 400,
                     *       "misses": {
                     *         "part": 0.08,
                     *         "is_high": false
                     *       },
                     *       "decisions": {
                     *         "part": 0.08,
                     *         "is_high": false
                     *       },
                     *       "groups": [
                     *         {
                     *           "dimension": "phone",
                     *           "value": "android_old",
                     *           "occasions": 100,
                     *           "missed": 8,
                     *           "decided": 8,
                     *           "misses": {
                     *             "part": 0.08,
                     *             "is_high": true
                     *           },
                     *           "decisions": {
                     *             "part": 0.08,
                     *             "is_high": true
                     *           }
                     *         }
                     *       ],
                     *       "at_least": 30
                     *     }
                     */
                    "application/json": components["schemas"]["Fairness"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: org.unit_not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: attendance.interval_invalid, request.invalid */
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
    getWeekHours: {
        parameters: {
            query: {
                from: string;
                to: string;
                /** @description Empty: the member's own */
                unit_id?: string;
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
                     *       "hours": [
                     *         {
                     *           "weekday": 1,
                     *           "hour": 8,
                     *           "due": 40,
                     *           "not_done": 3
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["WeekHours"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: org.unit_not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: attendance.interval_invalid, request.invalid */
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
    getLoads: {
        parameters: {
            query: {
                from: string;
                to: string;
                /** @description Empty: the member's own */
                unit_id?: string;
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
                     *       "here": {
                     *         "unit": {
                     *           "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *           "parent_id": "0193a5f0-7c00-7000-8000-000000000030",
                     *           "kind": "station",
                     *           "code": "330106003",
                     *           "name": "文新司法所",
                     *           "path": "/3301/330106/330106003/",
                     *           "telephone": "0999-0000000",
                     *           "version": 1
                     *         },
                     *         "officers": 2,
                     *         "open_alerts": 5,
                     *         "overdue_alerts": 1,
                     *         "unreachable": 3,
                     *         "roll_calls_now": 0,
                     *         "upheld": 0
                     *       },
                     *       "below": []
                     *     }
                     */
                    "application/json": components["schemas"]["UnitLoads"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: org.unit_not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: attendance.interval_invalid, request.invalid */
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
    getRankedPersons: {
        parameters: {
            query: {
                from: string;
                to: string;
                /** @description Empty: the member's own */
                unit_id?: string;
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
                     *       "persons": [
                     *         {
                     *           "person": {
                     *             "id": "0193a5f0-7c00-7000-8000-000000000002",
                     *             "name": "王小明",
                     *             "number": "330106-2026-0001",
                     *             "masked": false
                     *           },
                     *           "counts": {
                     *             "present": 20,
                     *             "late": 0,
                     *             "absent": 2,
                     *             "excused": 0,
                     *             "review": 0,
                     *             "not_reached": 0
                     *           }
                     *         }
                     *       ],
                     *       "of": 1
                     *     }
                     */
                    "application/json": components["schemas"]["RankedPersons"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: org.unit_not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: attendance.interval_invalid, request.invalid */
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
                /** @description Empty: the member's own */
                unit_id?: string;
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
                     *       "unit": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *         "name": "文新司法所"
                     *       },
                     *       "day": "2026-11-23",
                     *       "at": "2026-11-23T01:30:00Z",
                     *       "counts": {
                     *         "present": 31,
                     *         "late": 2,
                     *         "absent": 0,
                     *         "excused": 0,
                     *         "review": 0,
                     *         "not_reached": 0
                     *       },
                     *       "due": 40,
                     *       "open": 7,
                     *       "week": "2026-11-16",
                     *       "week_at": "2026-11-16T01:30:00Z",
                     *       "week_counts": {
                     *         "present": 29,
                     *         "late": 0,
                     *         "absent": 0,
                     *         "excused": 0,
                     *         "review": 0,
                     *         "not_reached": 0
                     *       }
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: org.unit_not_found */
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
    getPartnerDelivery: {
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
                     *       "id": "0193a5f0-7c00-7000-8000-000000000022",
                     *       "event_id": "0193a5f0-7c00-7000-8000-000000000023",
                     *       "type": "leave.decided",
                     *       "state": "pending",
                     *       "body": "{\"type\":\"leave.decided\",\"timestamp\":\"2026-11-23T01:30:00Z\",\"data\":{\"event_id\":\"0193a5f0-7c00-7000-8000-000000000023\",\"unit_id\":\"0193a5f0-7c00-7000-8000-000000000003\",\"subject_id\":\"0193a5f0-7c00-7000-8000-000000000015\",\"person_id\":\"0193a5f0-7c00-7000-8000-000000000001\",\"codes\":{\"decision\":\"approved\"}}}",
                     *       "created_at": "2026-11-23T01:30:00Z",
                     *       "next_at": null,
                     *       "settled_at": null,
                     *       "tries": [
                     *         {
                     *           "at": "2026-11-23T01:30:00Z",
                     *           "status": 503,
                     *           "millis": 210,
                     *           "class": "server_error"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["PartnerDelivery"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: partner.delivery_not_found */
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
    sendAgain: {
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
                     *       "id": "0193a5f0-7c00-7000-8000-000000000022",
                     *       "event_id": "0193a5f0-7c00-7000-8000-000000000023",
                     *       "type": "leave.decided",
                     *       "state": "pending",
                     *       "body": "{\"type\":\"leave.decided\",\"timestamp\":\"2026-11-23T01:30:00Z\",\"data\":{\"event_id\":\"0193a5f0-7c00-7000-8000-000000000023\",\"unit_id\":\"0193a5f0-7c00-7000-8000-000000000003\",\"subject_id\":\"0193a5f0-7c00-7000-8000-000000000015\",\"person_id\":\"0193a5f0-7c00-7000-8000-000000000001\",\"codes\":{\"decision\":\"approved\"}}}",
                     *       "created_at": "2026-11-23T01:30:00Z",
                     *       "next_at": null,
                     *       "settled_at": null,
                     *       "tries": [
                     *         {
                     *           "at": "2026-11-23T01:30:00Z",
                     *           "status": 503,
                     *           "millis": 210,
                     *           "class": "server_error"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["PartnerDelivery"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: partner.delivery_not_found, partner.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict: idempotency.in_progress, idempotency.key_reused, partner.not_given_up, partner.paused */
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
    listPartners: {
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
                     *           "id": "0193a5f0-7c00-7000-8000-000000000021",
                     *           "name": "西湖区检察院",
                     *           "kind": "procuratorate",
                     *           "unit": {
                     *             "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *             "name": "文新司法所"
                     *           },
                     *           "note": "信息科，张工",
                     *           "url": "https://jcy.example.org/hooks/diandao",
                     *           "events": [
                     *             "lost_contact.opened",
                     *             "leave.decided"
                     *           ],
                     *           "minors_reason": "",
                     *           "overlap_until": null,
                     *           "pause": "",
                     *           "paused_at": null,
                     *           "failing_since": null,
                     *           "version": 1,
                     *           "created_at": "2026-11-23T01:30:00Z"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["ListPartner"];
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
    createPartner: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPartner"];
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
                     *       "partner": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000021",
                     *         "name": "西湖区检察院",
                     *         "kind": "procuratorate",
                     *         "unit": {
                     *           "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *           "name": "文新司法所"
                     *         },
                     *         "note": "信息科，张工",
                     *         "url": "https://jcy.example.org/hooks/diandao",
                     *         "events": [
                     *           "lost_contact.opened",
                     *           "leave.decided"
                     *         ],
                     *         "minors_reason": "",
                     *         "overlap_until": null,
                     *         "pause": "",
                     *         "paused_at": null,
                     *         "failing_since": null,
                     *         "version": 1,
                     *         "created_at": "2026-11-23T01:30:00Z"
                     *       },
                     *       "secret": "whsec_ZXhhbXBsZSBvbmx5LCBub3QgYSBzZWNyZXQgb2YgYW55Ym9keQ=="
                     *     }
                     */
                    "application/json": components["schemas"]["PartnerSecret"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict: partner.name_taken, partner.too_many */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: partner.invalid, request.invalid */
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
    getPartner: {
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
                     *       "id": "0193a5f0-7c00-7000-8000-000000000021",
                     *       "name": "西湖区检察院",
                     *       "kind": "procuratorate",
                     *       "unit": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *         "name": "文新司法所"
                     *       },
                     *       "note": "信息科，张工",
                     *       "url": "https://jcy.example.org/hooks/diandao",
                     *       "events": [
                     *         "lost_contact.opened",
                     *         "leave.decided"
                     *       ],
                     *       "minors_reason": "",
                     *       "overlap_until": null,
                     *       "pause": "",
                     *       "paused_at": null,
                     *       "failing_since": null,
                     *       "version": 1,
                     *       "created_at": "2026-11-23T01:30:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Partner"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: partner.not_found */
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
    changePartner: {
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
                "application/json": components["schemas"]["PartnerChange"];
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
                     *       "id": "0193a5f0-7c00-7000-8000-000000000021",
                     *       "name": "西湖区检察院",
                     *       "kind": "procuratorate",
                     *       "unit": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *         "name": "文新司法所"
                     *       },
                     *       "note": "信息科，张工",
                     *       "url": "https://jcy.example.org/hooks/diandao",
                     *       "events": [
                     *         "lost_contact.opened",
                     *         "leave.decided"
                     *       ],
                     *       "minors_reason": "",
                     *       "overlap_until": null,
                     *       "pause": "",
                     *       "paused_at": null,
                     *       "failing_since": null,
                     *       "version": 1,
                     *       "created_at": "2026-11-23T01:30:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Partner"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: partner.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict: idempotency.in_progress, idempotency.key_reused, partner.changed, partner.name_taken */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: idempotency.key_missing, partner.invalid, request.invalid */
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
    sendDayAgain: {
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
                "application/json": components["schemas"]["NewAgain"];
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
                     *       "id": "0193a5f0-7c00-7000-8000-000000000001",
                     *       "pending": 12,
                     *       "delivered": 0,
                     *       "given_up": 0,
                     *       "cancelled": 0
                     *     }
                     */
                    "application/json": components["schemas"]["Again"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: partner.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict: idempotency.in_progress, idempotency.key_reused, partner.not_given_up, partner.paused */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: idempotency.key_missing, partner.invalid, request.invalid */
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
    getAgain: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                again_id: string;
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
                     *       "id": "0193a5f0-7c00-7000-8000-000000000001",
                     *       "pending": 2,
                     *       "delivered": 10,
                     *       "given_up": 0,
                     *       "cancelled": 0
                     *     }
                     */
                    "application/json": components["schemas"]["Again"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: partner.not_found */
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
    stopAgain: {
        parameters: {
            query?: never;
            header?: {
                /** @description Needed: without it the answer is 422 idempotency.key_missing. Described as optional so that clients may set it in one place. */
                "Idempotency-Key"?: string;
            };
            path: {
                again_id: string;
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
                     *       "id": "0193a5f0-7c00-7000-8000-000000000001",
                     *       "pending": 0,
                     *       "delivered": 10,
                     *       "given_up": 2,
                     *       "cancelled": 0
                     *     }
                     */
                    "application/json": components["schemas"]["Again"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: partner.not_found */
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
    listPartnerDeliveries: {
        parameters: {
            query?: {
                /** @description next_cursor of the page before; empty for the first page */
                cursor?: string;
                /** @description In the zone of the partner's unit */
                day?: string;
                limit?: number;
                state?: "pending" | "delivered" | "given_up" | "cancelled";
                type?: "lost_contact.opened" | "lost_contact.step_recorded" | "lost_contact.closed" | "leave.decided" | "checkin.missed" | "checkin.decided" | "rollcall.closed" | "appeal.decided" | "person.transferred" | "partner.test";
            };
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
                     *       "items": [
                     *         {
                     *           "id": "0193a5f0-7c00-7000-8000-000000000022",
                     *           "event_id": "0193a5f0-7c00-7000-8000-000000000023",
                     *           "type": "leave.decided",
                     *           "state": "pending",
                     *           "body": "{\"type\":\"leave.decided\",\"timestamp\":\"2026-11-23T01:30:00Z\",\"data\":{\"event_id\":\"0193a5f0-7c00-7000-8000-000000000023\",\"unit_id\":\"0193a5f0-7c00-7000-8000-000000000003\",\"subject_id\":\"0193a5f0-7c00-7000-8000-000000000015\",\"person_id\":\"0193a5f0-7c00-7000-8000-000000000001\",\"codes\":{\"decision\":\"approved\"}}}",
                     *           "created_at": "2026-11-23T01:30:00Z",
                     *           "next_at": null,
                     *           "settled_at": null,
                     *           "tries": [
                     *             {
                     *               "at": "2026-11-23T01:30:00Z",
                     *               "status": 503,
                     *               "millis": 210,
                     *               "class": "server_error"
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["ListPartnerDelivery"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: partner.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: page.cursor_invalid, partner.invalid, request.invalid */
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
    pausePartner: {
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
                "application/json": components["schemas"]["PausePartner"];
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
                     *       "id": "0193a5f0-7c00-7000-8000-000000000021",
                     *       "name": "西湖区检察院",
                     *       "kind": "procuratorate",
                     *       "unit": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *         "name": "文新司法所"
                     *       },
                     *       "note": "信息科，张工",
                     *       "url": "https://jcy.example.org/hooks/diandao",
                     *       "events": [
                     *         "lost_contact.opened",
                     *         "leave.decided"
                     *       ],
                     *       "minors_reason": "",
                     *       "overlap_until": null,
                     *       "pause": "",
                     *       "paused_at": null,
                     *       "failing_since": null,
                     *       "version": 1,
                     *       "created_at": "2026-11-23T01:30:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Partner"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: partner.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict: idempotency.in_progress, idempotency.key_reused, partner.changed, partner.paused */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: idempotency.key_missing, partner.invalid, request.invalid */
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
    resumePartner: {
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
                     *       "id": "0193a5f0-7c00-7000-8000-000000000021",
                     *       "name": "西湖区检察院",
                     *       "kind": "procuratorate",
                     *       "unit": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *         "name": "文新司法所"
                     *       },
                     *       "note": "信息科，张工",
                     *       "url": "https://jcy.example.org/hooks/diandao",
                     *       "events": [
                     *         "lost_contact.opened",
                     *         "leave.decided"
                     *       ],
                     *       "minors_reason": "",
                     *       "overlap_until": null,
                     *       "pause": "",
                     *       "paused_at": null,
                     *       "failing_since": null,
                     *       "version": 1,
                     *       "created_at": "2026-11-23T01:30:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Partner"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: partner.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict: idempotency.in_progress, idempotency.key_reused, partner.changed, partner.not_paused */
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
    rotatePartnerSecret: {
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
                     *       "partner": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000021",
                     *         "name": "西湖区检察院",
                     *         "kind": "procuratorate",
                     *         "unit": {
                     *           "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *           "name": "文新司法所"
                     *         },
                     *         "note": "信息科，张工",
                     *         "url": "https://jcy.example.org/hooks/diandao",
                     *         "events": [
                     *           "lost_contact.opened",
                     *           "leave.decided"
                     *         ],
                     *         "minors_reason": "",
                     *         "overlap_until": null,
                     *         "pause": "",
                     *         "paused_at": null,
                     *         "failing_since": null,
                     *         "version": 1,
                     *         "created_at": "2026-11-23T01:30:00Z"
                     *       },
                     *       "secret": "whsec_ZXhhbXBsZSBvbmx5LCBub3QgYSBzZWNyZXQgb2YgYW55Ym9keQ=="
                     *     }
                     */
                    "application/json": components["schemas"]["PartnerSecret"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: partner.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict: partner.changed */
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
    testPartner: {
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
                     *       "id": "0193a5f0-7c00-7000-8000-000000000022",
                     *       "event_id": "0193a5f0-7c00-7000-8000-000000000023",
                     *       "type": "leave.decided",
                     *       "state": "pending",
                     *       "body": "{\"type\":\"leave.decided\",\"timestamp\":\"2026-11-23T01:30:00Z\",\"data\":{\"event_id\":\"0193a5f0-7c00-7000-8000-000000000023\",\"unit_id\":\"0193a5f0-7c00-7000-8000-000000000003\",\"subject_id\":\"0193a5f0-7c00-7000-8000-000000000015\",\"person_id\":\"0193a5f0-7c00-7000-8000-000000000001\",\"codes\":{\"decision\":\"approved\"}}}",
                     *       "created_at": "2026-11-23T01:30:00Z",
                     *       "next_at": null,
                     *       "settled_at": null,
                     *       "tries": [
                     *         {
                     *           "at": "2026-11-23T01:30:00Z",
                     *           "status": 503,
                     *           "millis": 210,
                     *           "class": "server_error"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["PartnerDelivery"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: partner.not_found */
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
    listPersonImports: {
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
                     *           "id": "0193a5f0-7c00-7000-8000-000000000001",
                     *           "lines_count": 798,
                     *           "added_count": 400,
                     *           "started_at": "2026-11-23T01:30:00Z",
                     *           "ended_at": null
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["ListPersonIntake"];
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
    beginPersonImport: {
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
                "application/json": components["schemas"]["NewImport"];
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
                     *       "id": "0193a5f0-7c00-7000-8000-000000000001",
                     *       "lines_count": 798,
                     *       "added_count": 400,
                     *       "started_at": "2026-11-23T01:30:00Z",
                     *       "ended_at": null
                     *     }
                     */
                    "application/json": components["schemas"]["PersonIntake"];
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
            /** @description Forbidden: authz.forbidden, csrf.token_invalid */
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
            /** @description Unprocessable Entity: idempotency.key_missing, intake.file, request.invalid */
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
    endPersonImport: {
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
                     *       "id": "0193a5f0-7c00-7000-8000-000000000001",
                     *       "lines_count": 798,
                     *       "added_count": 400,
                     *       "started_at": "2026-11-23T01:30:00Z",
                     *       "ended_at": null
                     *     }
                     */
                    "application/json": components["schemas"]["PersonIntake"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: intake.not_found */
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
    addImportLines: {
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
                "application/json": components["schemas"]["ImportBatch"];
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
                     *       "items": [
                     *         {
                     *           "line": 2,
                     *           "person_id": "0193a5f0-7c00-7000-8000-000000000001",
                     *           "is_repeat": false,
                     *           "problems": []
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["ListImportOutcome"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: intake.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict: intake.ended, intake.unsettled */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: intake.batch, request.invalid */
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
    checkPersonImport: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** @description A JSON array of ImportColumn; without it columns are found by their headings */
                    columns?: string;
                    /**
                     * Format: binary
                     * @description CSV in UTF-8 or GB18030, or XLSX; at most 5 MB and 5,000 lines
                     */
                    file: string;
                };
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
                     *       "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *       "encoding": "gb18030",
                     *       "headings": [
                     *         "司法所",
                     *         "姓名"
                     *       ],
                     *       "columns": [
                     *         {
                     *           "field": "station",
                     *           "column": 0
                     *         },
                     *         {
                     *           "field": "name",
                     *           "column": 1
                     *         }
                     *       ],
                     *       "lines": [
                     *         {
                     *           "line": 2,
                     *           "values": {
                     *             "station": "文新司法所",
                     *             "name": "王小明"
                     *           },
                     *           "problems": [
                     *             {
                     *               "field": "number",
                     *               "reason": "missing"
                     *             }
                     *           ],
                     *           "cells": [
                     *             "文新司法所",
                     *             "王小明"
                     *           ],
                     *           "person_id": ""
                     *         }
                     *       ],
                     *       "open": null
                     *     }
                     */
                    "application/json": components["schemas"]["CheckedImport"];
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
            /** @description Forbidden: authz.forbidden, csrf.token_invalid */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large: intake.too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: intake.columns, intake.empty, intake.encoding, intake.format, intake.too_many, request.invalid */
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
    listPersons: {
        parameters: {
            query?: {
                /** @description next_cursor of the page before; empty for the first page */
                cursor?: string;
                /** @description Whose correction team is not named or lacks somebody whom the law asks for */
                lacks_team?: boolean;
                level?: "strict" | "ordinary" | "light";
                limit?: number;
                /** @description Whose phone takes no push */
                no_push?: boolean;
                /** @description Part of a name, or the beginning of a case number */
                q?: string;
                /** @description Why minors' names are needed; audited */
                reveal_reason?: string;
                status?: "active" | "detained" | "ended";
                unit_id?: string;
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
                     *           "id": "0193a5f0-7c00-7000-8000-000000000002",
                     *           "name": "王小明",
                     *           "number": "330106-2026-0001",
                     *           "sex": "male",
                     *           "level": "ordinary",
                     *           "category": "probation",
                     *           "status": "active",
                     *           "station": {
                     *             "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *             "name": "文新司法所"
                     *           },
                     *           "is_minor": false,
                     *           "masked": false,
                     *           "devices_count": 1
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["ListPersonRow"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: org.unit_not_found */
            404: {
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
    createPerson: {
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
                "application/json": components["schemas"]["NewPerson"];
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
                     *       "id": "0193a5f0-7c00-7000-8000-000000000002",
                     *       "name": "王小明",
                     *       "number": "330106-2026-0001",
                     *       "sex": "male",
                     *       "born_on": "1990-05-01",
                     *       "category": "probation",
                     *       "level": "ordinary",
                     *       "status": "active",
                     *       "phone": "00000000000",
                     *       "term_from": "2026-01-01",
                     *       "term_to": "2027-12-31",
                     *       "station": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *         "name": "文新司法所"
                     *       },
                     *       "is_minor": false,
                     *       "created_at": "2026-11-23T01:30:00Z",
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Person"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict: idempotency.in_progress, idempotency.key_reused, person.number_taken */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: idempotency.key_missing, person.invalid, person.station_invalid, request.invalid */
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
    getPerson: {
        parameters: {
            query?: {
                /** @description Why a minor's file is needed; audited */
                reason?: string;
            };
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
                     *       "id": "0193a5f0-7c00-7000-8000-000000000002",
                     *       "name": "王小明",
                     *       "number": "330106-2026-0001",
                     *       "sex": "male",
                     *       "born_on": "1990-05-01",
                     *       "category": "probation",
                     *       "level": "ordinary",
                     *       "status": "active",
                     *       "phone": "00000000000",
                     *       "term_from": "2026-01-01",
                     *       "term_to": "2027-12-31",
                     *       "station": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *         "name": "文新司法所"
                     *       },
                     *       "is_minor": false,
                     *       "created_at": "2026-11-23T01:30:00Z",
                     *       "version": 1,
                     *       "portrait": {
                     *         "url": "/console/v1/evidence/0193a5f0-7c00-7000-8000-000000000011",
                     *         "taken_at": "2026-11-23T01:30:00Z",
                     *         "absence": ""
                     *       },
                     *       "plans": [
                     *         {
                     *           "id": "0193a5f0-7c00-7000-8000-000000000010",
                     *           "person_id": "0193a5f0-7c00-7000-8000-000000000002",
                     *           "kind": "recurring",
                     *           "version": 1,
                     *           "next_opens_at": "2026-11-23T01:30:00Z",
                     *           "stopped_at": null,
                     *           "created_at": "2026-11-23T01:30:00Z",
                     *           "title": "每周报到",
                     *           "recurrence": "FREQ=WEEKLY;BYDAY=MO,TH",
                     *           "starts_on": "2026-11-23",
                     *           "zone": "Asia/Shanghai",
                     *           "opens_at": "08:00",
                     *           "length_minutes": 120,
                     *           "grace_minutes": 60,
                     *           "requires": {
                     *             "face": true,
                     *             "location": true,
                     *             "questions": [
                     *               {
                     *                 "id": "q1",
                     *                 "text": "今天在哪里工作？",
                     *                 "options": []
                     *               }
                     *             ]
                     *           }
                     *         }
                     *       ],
                     *       "devices": [
                     *         {
                     *           "id": "0193a5f0-7c00-7000-8000-000000000001",
                     *           "name": "Android 13, Chrome 120",
                     *           "created_at": "2026-11-23T01:30:00Z",
                     *           "revoked_at": null
                     *         }
                     *       ],
                     *       "requests": [
                     *         {
                     *           "id": "0193a5f0-7c00-7000-8000-000000000004",
                     *           "plan_id": "0193a5f0-7c00-7000-8000-000000000010",
                     *           "plan_version": 1,
                     *           "kind": "recurring",
                     *           "person_id": "0193a5f0-7c00-7000-8000-000000000002",
                     *           "title": "每周报到",
                     *           "day": "2026-11-23",
                     *           "opens_at": "2026-11-23T00:00:00Z",
                     *           "due_at": "2026-11-23T02:00:00Z",
                     *           "closes_at": "2026-11-23T03:00:00Z",
                     *           "status": "review",
                     *           "requires": {
                     *             "face": true,
                     *             "location": true,
                     *             "questions": [
                     *               {
                     *                 "id": "q1",
                     *                 "text": "今天在哪里工作？",
                     *                 "options": []
                     *               }
                     *             ]
                     *           },
                     *           "updated_at": "2026-11-23T01:30:00Z"
                     *         }
                     *       ],
                     *       "attendance": [
                     *         {
                     *           "day": "2026-11-23",
                     *           "status": "review",
                     *           "source": "checkin",
                     *           "source_id": "0193a5f0-7c00-7000-8000-000000000004",
                     *           "at": "2026-11-23T01:30:00Z",
                     *           "reason": ""
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["PersonFile"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, person.reason_required */
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
    issueActivation: {
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
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "K7M2P9QRTX",
                     *       "expires_at": "2026-11-23T01:30:00Z",
                     *       "activation_path": "/phone/#/activate?code=K7M2P9QRTX"
                     *     }
                     */
                    "application/json": components["schemas"]["ActivationCode"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid */
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
    demandCheckin: {
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
                "application/json": components["schemas"]["Demand"];
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
                     *       "id": "0193a5f0-7c00-7000-8000-000000000004",
                     *       "plan_id": "0193a5f0-7c00-7000-8000-000000000010",
                     *       "plan_version": 1,
                     *       "kind": "recurring",
                     *       "person_id": "0193a5f0-7c00-7000-8000-000000000002",
                     *       "title": "每周报到",
                     *       "day": "2026-11-23",
                     *       "opens_at": "2026-11-23T00:00:00Z",
                     *       "due_at": "2026-11-23T02:00:00Z",
                     *       "closes_at": "2026-11-23T03:00:00Z",
                     *       "status": "review",
                     *       "requires": {
                     *         "face": true,
                     *         "location": true,
                     *         "questions": [
                     *           {
                     *             "id": "q1",
                     *             "text": "今天在哪里工作？",
                     *             "options": []
                     *           }
                     *         ]
                     *       },
                     *       "updated_at": "2026-11-23T01:30:00Z"
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid */
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
            /** @description Conflict: checkin.not_supervised, checkin.too_many_asked, idempotency.in_progress, idempotency.key_reused */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: checkin.fence_unknown, checkin.plan_invalid, checkin.reason_required, idempotency.key_missing, request.invalid, schedule.rule_invalid */
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
    addCoAccused: {
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
                "application/json": components["schemas"]["NewCoAccused"];
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
                     *       "stay": {
                     *         "kind": "hospital",
                     *         "since_day": "2026-11-20",
                     *         "note": "市一医院，住院证明已核",
                     *         "at": "2026-11-23T01:30:00Z"
                     *       },
                     *       "co_accused": [
                     *         {
                     *           "person_id": "0193a5f0-7c00-7000-8000-000000000003",
                     *           "name": "赵大",
                     *           "number": "330106-2026-0002",
                     *           "at": "2026-11-23T01:30:00Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Separation"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid */
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
            /** @description Conflict: idempotency.in_progress, idempotency.key_reused, person.changed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: idempotency.key_missing, person.co_accused_invalid, request.invalid */
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
    removeCoAccused: {
        parameters: {
            query?: never;
            header?: {
                /** @description Needed: without it the answer is 422 idempotency.key_missing. Described as optional so that clients may set it in one place. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                other_id: string;
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
                     *       "stay": {
                     *         "kind": "hospital",
                     *         "since_day": "2026-11-20",
                     *         "note": "市一医院，住院证明已核",
                     *         "at": "2026-11-23T01:30:00Z"
                     *       },
                     *       "co_accused": [
                     *         {
                     *           "person_id": "0193a5f0-7c00-7000-8000-000000000003",
                     *           "name": "赵大",
                     *           "number": "330106-2026-0002",
                     *           "at": "2026-11-23T01:30:00Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Separation"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: person.co_accused_not_found, person.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict: idempotency.in_progress, idempotency.key_reused, person.changed */
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
    revokeDevice: {
        parameters: {
            query?: never;
            header?: {
                /** @description Needed: without it the answer is 422 idempotency.key_missing. Described as optional so that clients may set it in one place. */
                "Idempotency-Key"?: string;
            };
            path: {
                device_id: string;
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: device.not_found */
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
    getEnrolment: {
        parameters: {
            query?: {
                /** @description Why a minor's file is needed; audited */
                reason?: string;
            };
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
                     *       "is_compared": true,
                     *       "current": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000001",
                     *         "taken_at": "2026-11-23T01:30:00Z",
                     *         "pictures": [
                     *           {
                     *             "url": "/console/v1/evidence/0193a5f0-7c00-7000-8000-000000000011",
                     *             "face_width": 312
                     *           }
                     *         ],
                     *         "is_stale": false
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Enrolments"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, person.reason_required */
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
    enrol: {
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
                    /** @description 3 to 5 JPEG or PNG pictures of at most 8 MB, 16 MB together */
                    pictures: string[];
                };
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
                     *       "is_compared": true,
                     *       "current": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000001",
                     *         "taken_at": "2026-11-23T01:30:00Z",
                     *         "pictures": [
                     *           {
                     *             "url": "/console/v1/evidence/0193a5f0-7c00-7000-8000-000000000011",
                     *             "face_width": 312
                     *           }
                     *         ],
                     *         "is_stale": false
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Enrolments"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid */
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
            /** @description Conflict: identity.enrolment_moved, identity.face_refused */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large: evidence.picture_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type: evidence.not_a_picture, identity.picture */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: evidence.picture_dimensions, identity.enrolment, request.invalid */
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
            /** @description Service Unavailable: identity.engine, request.timeout */
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
    correctPerson: {
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
                "application/json": components["schemas"]["Correction"];
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
                     *       "id": "0193a5f0-7c00-7000-8000-000000000002",
                     *       "name": "王小明",
                     *       "number": "330106-2026-0001",
                     *       "sex": "male",
                     *       "born_on": "1990-05-01",
                     *       "category": "probation",
                     *       "level": "ordinary",
                     *       "status": "active",
                     *       "phone": "00000000000",
                     *       "term_from": "2026-01-01",
                     *       "term_to": "2027-12-31",
                     *       "station": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *         "name": "文新司法所"
                     *       },
                     *       "is_minor": false,
                     *       "created_at": "2026-11-23T01:30:00Z",
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Person"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid */
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
            /** @description Conflict: idempotency.in_progress, idempotency.key_reused, person.changed, person.number_taken */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: idempotency.key_missing, person.correction_invalid, person.invalid, request.invalid */
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
    getLadder: {
        parameters: {
            query?: {
                /** @description Why a minor's file is needed; audited */
                reason?: string;
            };
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
                     *       "steps": [
                     *         {
                     *           "channel": "webpush",
                     *           "from": "open",
                     *           "after_minutes": 0
                     *         },
                     *         {
                     *           "channel": "sms",
                     *           "from": "open",
                     *           "after_minutes": 30
                     *         },
                     *         {
                     *           "channel": "call",
                     *           "from": "close",
                     *           "after_minutes": -30
                     *         }
                     *       ],
                     *       "quiet_from": "22:00",
                     *       "quiet_to": "07:00",
                     *       "version": 1,
                     *       "updated_at": "2026-11-23T01:30:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["PersonLadder"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, person.reason_required */
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
    setLadder: {
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
                "application/json": components["schemas"]["Ladder"];
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
                     *       "steps": [
                     *         {
                     *           "channel": "webpush",
                     *           "from": "open",
                     *           "after_minutes": 0
                     *         },
                     *         {
                     *           "channel": "sms",
                     *           "from": "open",
                     *           "after_minutes": 30
                     *         },
                     *         {
                     *           "channel": "call",
                     *           "from": "close",
                     *           "after_minutes": -30
                     *         }
                     *       ],
                     *       "quiet_from": "22:00",
                     *       "quiet_to": "07:00",
                     *       "version": 1,
                     *       "updated_at": "2026-11-23T01:30:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["PersonLadder"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid */
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
            /** @description Conflict: idempotency.in_progress, idempotency.key_reused, push.ladder_changed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: idempotency.key_missing, push.ladder_invalid, request.invalid */
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
    openLostContact: {
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
                "application/json": components["schemas"]["NewLostContact"];
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
                     *       "id": "0193a5f0-7c00-7000-8000-000000000016",
                     *       "person": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000002",
                     *         "name": "王小明",
                     *         "number": "330106-2026-0001",
                     *         "masked": false
                     *       },
                     *       "station": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *         "name": "文新司法所"
                     *       },
                     *       "state": "open",
                     *       "stage": "within_ten_days",
                     *       "since_at": "2026-11-20T01:30:00Z",
                     *       "since_by": "checkin",
                     *       "opened_at": "2026-11-23T01:30:00Z",
                     *       "by_system": true,
                     *       "next": "called_person",
                     *       "due_at": "2026-11-23T01:30:00Z",
                     *       "sign_at": null,
                     *       "sign_by": null,
                     *       "how": null,
                     *       "closed_at": null,
                     *       "steps": [
                     *         {
                     *           "kind": "opened",
                     *           "informed": "",
                     *           "note": "",
                     *           "sign": null,
                     *           "how": null,
                     *           "happened_at": "2026-11-23T01:30:00Z",
                     *           "by_name": "",
                     *           "at": "2026-11-23T01:30:00Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["LostContactDetail"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid */
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
            /** @description Conflict: idempotency.in_progress, idempotency.key_reused, liaison.already_open */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: idempotency.key_missing, liaison.reason_required, request.invalid */
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
    listPersonPlaces: {
        parameters: {
            query?: {
                /** @description Why a minor's file is needed; audited */
                reason?: string;
            };
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
                     *       "since": "2026-11-23T01:30:00Z",
                     *       "points": [
                     *         {
                     *           "request_id": "0193a5f0-7c00-7000-8000-000000000004",
                     *           "title": "每周报到",
                     *           "status": "accepted",
                     *           "made_at": "2026-11-23T01:30:00Z",
                     *           "location": {
                     *             "lat": 30.05,
                     *             "lng": 120.05,
                     *             "accuracy_m": 18,
                     *             "datum": "wgs84",
                     *             "taken_at": "2026-11-23T01:30:00Z"
                     *           }
                     *         }
                     *       ],
                     *       "more": false,
                     *       "areas": []
                     *     }
                     */
                    "application/json": components["schemas"]["PersonPlaces"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, person.reason_required */
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
    listPlans: {
        parameters: {
            query?: {
                /** @description Why a minor's file is needed; audited */
                reason?: string;
            };
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
                     *       "items": [
                     *         {
                     *           "id": "0193a5f0-7c00-7000-8000-000000000010",
                     *           "person_id": "0193a5f0-7c00-7000-8000-000000000002",
                     *           "kind": "recurring",
                     *           "version": 1,
                     *           "next_opens_at": "2026-11-23T01:30:00Z",
                     *           "stopped_at": null,
                     *           "created_at": "2026-11-23T01:30:00Z",
                     *           "title": "每周报到",
                     *           "recurrence": "FREQ=WEEKLY;BYDAY=MO,TH",
                     *           "starts_on": "2026-11-23",
                     *           "zone": "Asia/Shanghai",
                     *           "opens_at": "08:00",
                     *           "length_minutes": 120,
                     *           "grace_minutes": 60,
                     *           "requires": {
                     *             "face": true,
                     *             "location": true,
                     *             "questions": [
                     *               {
                     *                 "id": "q1",
                     *                 "text": "今天在哪里工作？",
                     *                 "options": []
                     *               }
                     *             ]
                     *           }
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["ListPlan"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, person.reason_required */
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
    createPlan: {
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
                "application/json": components["schemas"]["PlanDraft"];
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
                     *       "id": "0193a5f0-7c00-7000-8000-000000000010",
                     *       "person_id": "0193a5f0-7c00-7000-8000-000000000002",
                     *       "kind": "recurring",
                     *       "version": 1,
                     *       "next_opens_at": "2026-11-23T01:30:00Z",
                     *       "stopped_at": null,
                     *       "created_at": "2026-11-23T01:30:00Z",
                     *       "title": "每周报到",
                     *       "recurrence": "FREQ=WEEKLY;BYDAY=MO,TH",
                     *       "starts_on": "2026-11-23",
                     *       "zone": "Asia/Shanghai",
                     *       "opens_at": "08:00",
                     *       "length_minutes": 120,
                     *       "grace_minutes": 60,
                     *       "requires": {
                     *         "face": true,
                     *         "location": true,
                     *         "questions": [
                     *           {
                     *             "id": "q1",
                     *             "text": "今天在哪里工作？",
                     *             "options": []
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Plan"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid */
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
            /** @description Conflict: idempotency.in_progress, idempotency.key_reused */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: checkin.fence_unknown, checkin.plan_invalid, idempotency.key_missing, request.invalid, schedule.rule_invalid */
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
    getPersonPolicy: {
        parameters: {
            query?: {
                /** @description Why a minor's file is needed; audited */
                reason?: string;
            };
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
                     *       "shown_version": 2,
                     *       "answer": {
                     *         "version": 2,
                     *         "face": "yes",
                     *         "voice": "yes",
                     *         "at": "2026-11-23T01:30:00Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["PersonPolicy"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, person.reason_required */
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
    getReach: {
        parameters: {
            query?: {
                /** @description Why a minor's file is needed; audited */
                reason?: string;
            };
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
                     *       "code": "push",
                     *       "ways": [
                     *         "push",
                     *         "sms",
                     *         "call"
                     *       ],
                     *       "devices_count": 1,
                     *       "seen_at": "2026-11-23T01:30:00Z",
                     *       "receipt_at": "2026-11-23T01:30:00Z",
                     *       "at": "2026-11-23T01:32:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Reach"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, person.reason_required */
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
    proposeSanction: {
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
                "multipart/form-data": {
                    /** @description At most five, each of at most 5 MB */
                    paper?: string[];
                    /** @description The JSON of a NewSanction */
                    proposal: string;
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
                     *       "id": "0193a5f0-7c00-7000-8000-000000000018",
                     *       "person": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000002",
                     *         "name": "王小明",
                     *         "number": "330106-2026-0001",
                     *         "masked": false
                     *       },
                     *       "station": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *         "name": "文新司法所"
                     *       },
                     *       "kind": "admonition",
                     *       "day": "2026-11-20",
                     *       "facts": "未经批准离开本市一天",
                     *       "grounds": [
                     *         {
                     *           "source": "checkin",
                     *           "id": "0193a5f0-7c00-7000-8000-000000000004"
                     *         }
                     *       ],
                     *       "status": "proposed",
                     *       "proposed_at": "2026-11-23T01:30:00Z",
                     *       "proposed_name": "李司法",
                     *       "is_own": false,
                     *       "may_decide": true,
                     *       "decided_at": null,
                     *       "decided_name": "",
                     *       "reason": "",
                     *       "revoked_at": null,
                     *       "revoked_name": "",
                     *       "revoke_reason": "",
                     *       "papers": [
                     *         {
                     *           "id": "0193a5f0-7c00-7000-8000-000000000017",
                     *           "url": "/console/v1/evidence/0193a5f0-7c00-7000-8000-000000000017",
                     *           "mime": "image/jpeg",
                     *           "size": 84000
                     *         }
                     *       ],
                     *       "cautions": [
                     *         {
                     *           "code": "outage",
                     *           "ground": {
                     *             "source": "checkin",
                     *             "id": "0193a5f0-7c00-7000-8000-000000000004"
                     *           }
                     *         }
                     *       ],
                     *       "is_held": false
                     *     }
                     */
                    "application/json": components["schemas"]["SanctionDetail"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid */
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
            /** @description Conflict: idempotency.in_progress, idempotency.key_reused */
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
            /** @description Unprocessable Entity: evidence.picture_dimensions, evidence.too_many, idempotency.key_missing, request.invalid, sanction.ground_unknown, sanction.invalid */
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
    getSeparation: {
        parameters: {
            query?: {
                /** @description Why a minor's file is needed; audited */
                reason?: string;
            };
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
                     *       "stay": {
                     *         "kind": "hospital",
                     *         "since_day": "2026-11-20",
                     *         "note": "市一医院，住院证明已核",
                     *         "at": "2026-11-23T01:30:00Z"
                     *       },
                     *       "co_accused": [
                     *         {
                     *           "person_id": "0193a5f0-7c00-7000-8000-000000000003",
                     *           "name": "赵大",
                     *           "number": "330106-2026-0002",
                     *           "at": "2026-11-23T01:30:00Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Separation"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, person.reason_required */
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
    getStanding: {
        parameters: {
            query?: {
                /** @description Why a minor's file is needed; audited */
                reason?: string;
            };
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
                     *       "distances": [
                     *         {
                     *           "from": "admonition",
                     *           "have": 1,
                     *           "count": 2,
                     *           "left": 1,
                     *           "to": "warning"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Standing"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, person.reason_required */
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
    setStay: {
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
                "application/json": components["schemas"]["NewStay"];
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
                     *       "stay": {
                     *         "kind": "hospital",
                     *         "since_day": "2026-11-20",
                     *         "note": "市一医院，住院证明已核",
                     *         "at": "2026-11-23T01:30:00Z"
                     *       },
                     *       "co_accused": [
                     *         {
                     *           "person_id": "0193a5f0-7c00-7000-8000-000000000003",
                     *           "name": "赵大",
                     *           "number": "330106-2026-0002",
                     *           "at": "2026-11-23T01:30:00Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Separation"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid */
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
            /** @description Conflict: idempotency.in_progress, idempotency.key_reused, person.changed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: idempotency.key_missing, person.stay_invalid, request.invalid */
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
    getTeam: {
        parameters: {
            query?: {
                /** @description Why a minor's team is needed; audited */
                reason?: string;
            };
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
                     *       "version": 1,
                     *       "updated_at": "2026-11-23T01:30:00Z",
                     *       "members": [
                     *         {
                     *           "id": "0193a5f0-7c00-7000-8000-000000000022",
                     *           "staff_id": "0193a5f0-7c00-7000-8000-000000000021",
                     *           "name": "陈司法",
                     *           "relation": "",
                     *           "phone": "057100000000",
                     *           "is_phone_shown": true,
                     *           "role": "lead",
                     *           "sex": "male",
                     *           "knows_minors": false,
                     *           "staff_role": "officer",
                     *           "is_gone": false,
                     *           "since": "2026-11-23T01:30:00Z",
                     *           "until": null
                     *         },
                     *         {
                     *           "id": "0193a5f0-7c00-7000-8000-000000000023",
                     *           "staff_id": "",
                     *           "name": "王秀兰",
                     *           "relation": "guardian",
                     *           "phone": "00000000000",
                     *           "is_phone_shown": false,
                     *           "role": "member",
                     *           "sex": "female",
                     *           "knows_minors": false,
                     *           "staff_role": "",
                     *           "is_gone": false,
                     *           "since": "2026-11-23T01:30:00Z",
                     *           "until": null
                     *         }
                     *       ],
                     *       "former": [],
                     *       "lacks": []
                     *     }
                     */
                    "application/json": components["schemas"]["Team"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, team.reason_required */
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
    saveTeam: {
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
                "application/json": components["schemas"]["NewTeam"];
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
                     *       "version": 1,
                     *       "updated_at": "2026-11-23T01:30:00Z",
                     *       "members": [
                     *         {
                     *           "id": "0193a5f0-7c00-7000-8000-000000000022",
                     *           "staff_id": "0193a5f0-7c00-7000-8000-000000000021",
                     *           "name": "陈司法",
                     *           "relation": "",
                     *           "phone": "057100000000",
                     *           "is_phone_shown": true,
                     *           "role": "lead",
                     *           "sex": "male",
                     *           "knows_minors": false,
                     *           "staff_role": "officer",
                     *           "is_gone": false,
                     *           "since": "2026-11-23T01:30:00Z",
                     *           "until": null
                     *         },
                     *         {
                     *           "id": "0193a5f0-7c00-7000-8000-000000000023",
                     *           "staff_id": "",
                     *           "name": "王秀兰",
                     *           "relation": "guardian",
                     *           "phone": "00000000000",
                     *           "is_phone_shown": false,
                     *           "role": "member",
                     *           "sex": "female",
                     *           "knows_minors": false,
                     *           "staff_role": "",
                     *           "is_gone": false,
                     *           "since": "2026-11-23T01:30:00Z",
                     *           "until": null
                     *         }
                     *       ],
                     *       "former": [],
                     *       "lacks": []
                     *     }
                     */
                    "application/json": components["schemas"]["Team"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid */
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
            /** @description Conflict: idempotency.in_progress, idempotency.key_reused, team.changed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: idempotency.key_missing, request.invalid, team.invalid, team.lead_required, team.staff_unknown */
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
    listTeamCandidates: {
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
                     *       "items": [
                     *         {
                     *           "id": "0193a5f0-7c00-7000-8000-000000000021",
                     *           "name": "陈司法",
                     *           "role": "officer"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["ListTeamCandidate"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope */
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
    listPersonTimeline: {
        parameters: {
            query?: {
                /** @description next_cursor of the page before; empty for the first page */
                cursor?: string;
                /** @description First day, at the person's station */
                from?: string;
                /** @description Separated by commas; empty: all */
                kinds?: ("checkin" | "miss" | "rollcall" | "leave" | "alert" | "appeal" | "sanction" | "move" | "plan" | "device" | "decision")[] | null;
                limit?: number;
                /** @description Why a minor's file is needed; audited */
                reason?: string;
                /** @description Last day, included */
                to?: string;
            };
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
                     *       "items": [
                     *         {
                     *           "id": "0193a5f0-7c00-7000-8000-000000000004",
                     *           "kind": "miss",
                     *           "at": "2026-11-23T01:30:00Z",
                     *           "made_at": null,
                     *           "is_sent_later": false,
                     *           "code": "missed",
                     *           "status": "",
                     *           "title": "每周报到",
                     *           "reason": "",
                     *           "by_role": "",
                     *           "by_name": "",
                     *           "from_day": "",
                     *           "to_day": "",
                     *           "corrected": [],
                     *           "causes": [
                     *             {
                     *               "code": "notice_not_delivered",
                     *               "at": null,
                     *               "value": 0,
                     *               "of": 0
                     *             }
                     *           ],
                     *           "subject": "checkin",
                     *           "subject_id": "0193a5f0-7c00-7000-8000-000000000004",
                     *           "picture_url": null
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, person.reason_required */
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
            /** @description Unprocessable Entity: page.cursor_invalid, record.filter_invalid, request.invalid */
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
    transferPerson: {
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
                "application/json": components["schemas"]["Transfer"];
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
                     *       "id": "0193a5f0-7c00-7000-8000-000000000002",
                     *       "name": "王小明",
                     *       "number": "330106-2026-0001",
                     *       "sex": "male",
                     *       "born_on": "1990-05-01",
                     *       "category": "probation",
                     *       "level": "ordinary",
                     *       "status": "active",
                     *       "phone": "00000000000",
                     *       "term_from": "2026-01-01",
                     *       "term_to": "2027-12-31",
                     *       "station": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *         "name": "文新司法所"
                     *       },
                     *       "is_minor": false,
                     *       "created_at": "2026-11-23T01:30:00Z",
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Person"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid */
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
            /** @description Conflict: idempotency.in_progress, idempotency.key_reused, person.changed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: idempotency.key_missing, person.station_invalid, person.transfer_invalid, request.invalid */
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
    getWay: {
        parameters: {
            query?: {
                /** @description Why a minor's file is needed; audited */
                reason?: string;
            };
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
                     *       "way": "voice",
                     *       "reason": "脸部烧伤",
                     *       "version": 1,
                     *       "updated_at": "2026-11-23T01:30:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["PersonWay"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, person.reason_required */
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
    setWay: {
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
                "application/json": components["schemas"]["NewWay"];
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
                     *       "way": "voice",
                     *       "reason": "脸部烧伤",
                     *       "version": 1,
                     *       "updated_at": "2026-11-23T01:30:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["PersonWay"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid */
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
            /** @description Conflict: checkin.voice_refused, checkin.way_changed, idempotency.in_progress, idempotency.key_reused, identity.face_refused */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: checkin.way_invalid, idempotency.key_missing, request.invalid */
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
    listTemplates: {
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
                     *           "id": "default-1",
                     *           "path": "/",
                     *           "level": "strict",
                     *           "version": 1,
                     *           "updated_at": "2026-11-23T01:30:00Z",
                     *           "title": "每周报到",
                     *           "recurrence": "FREQ=WEEKLY;BYDAY=MO,TH",
                     *           "starts_on": "2026-11-23",
                     *           "zone": "Asia/Shanghai",
                     *           "opens_at": "08:00",
                     *           "length_minutes": 120,
                     *           "grace_minutes": 60,
                     *           "requires": {
                     *             "face": true,
                     *             "location": true,
                     *             "questions": [
                     *               {
                     *                 "id": "q1",
                     *                 "text": "今天在哪里工作？",
                     *                 "options": []
                     *               }
                     *             ]
                     *           }
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["ListTemplate"];
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
    saveTemplate: {
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
                "application/json": components["schemas"]["NewTemplate"];
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
                     *       "id": "default-1",
                     *       "path": "/",
                     *       "level": "strict",
                     *       "version": 1,
                     *       "updated_at": "2026-11-23T01:30:00Z",
                     *       "title": "每周报到",
                     *       "recurrence": "FREQ=WEEKLY;BYDAY=MO,TH",
                     *       "starts_on": "2026-11-23",
                     *       "zone": "Asia/Shanghai",
                     *       "opens_at": "08:00",
                     *       "length_minutes": 120,
                     *       "grace_minutes": 60,
                     *       "requires": {
                     *         "face": true,
                     *         "location": true,
                     *         "questions": [
                     *           {
                     *             "id": "q1",
                     *             "text": "今天在哪里工作？",
                     *             "options": []
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Template"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: checkin.template_not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict: checkin.plan_changed, idempotency.in_progress, idempotency.key_reused */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: checkin.fence_unknown, checkin.plan_invalid, idempotency.key_missing, person.invalid, request.invalid, schedule.rule_invalid */
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
    updatePlan: {
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
                "application/json": components["schemas"]["PlanUpdate"];
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
                     *       "id": "0193a5f0-7c00-7000-8000-000000000010",
                     *       "person_id": "0193a5f0-7c00-7000-8000-000000000002",
                     *       "kind": "recurring",
                     *       "version": 1,
                     *       "next_opens_at": "2026-11-23T01:30:00Z",
                     *       "stopped_at": null,
                     *       "created_at": "2026-11-23T01:30:00Z",
                     *       "title": "每周报到",
                     *       "recurrence": "FREQ=WEEKLY;BYDAY=MO,TH",
                     *       "starts_on": "2026-11-23",
                     *       "zone": "Asia/Shanghai",
                     *       "opens_at": "08:00",
                     *       "length_minutes": 120,
                     *       "grace_minutes": 60,
                     *       "requires": {
                     *         "face": true,
                     *         "location": true,
                     *         "questions": [
                     *           {
                     *             "id": "q1",
                     *             "text": "今天在哪里工作？",
                     *             "options": []
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Plan"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: checkin.plan_not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict: checkin.plan_changed, idempotency.in_progress, idempotency.key_reused */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: checkin.fence_unknown, checkin.plan_invalid, idempotency.key_missing, request.invalid, schedule.rule_invalid */
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
    stopPlan: {
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
                     *       "id": "0193a5f0-7c00-7000-8000-000000000010",
                     *       "person_id": "0193a5f0-7c00-7000-8000-000000000002",
                     *       "kind": "recurring",
                     *       "version": 1,
                     *       "next_opens_at": "2026-11-23T01:30:00Z",
                     *       "stopped_at": null,
                     *       "created_at": "2026-11-23T01:30:00Z",
                     *       "title": "每周报到",
                     *       "recurrence": "FREQ=WEEKLY;BYDAY=MO,TH",
                     *       "starts_on": "2026-11-23",
                     *       "zone": "Asia/Shanghai",
                     *       "opens_at": "08:00",
                     *       "length_minutes": 120,
                     *       "grace_minutes": 60,
                     *       "requires": {
                     *         "face": true,
                     *         "location": true,
                     *         "questions": [
                     *           {
                     *             "id": "q1",
                     *             "text": "今天在哪里工作？",
                     *             "options": []
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Plan"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: checkin.plan_not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict: checkin.plan_changed, idempotency.in_progress, idempotency.key_reused */
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
    previewAssignment: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Assignment"];
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
                     *       "gets": 1,
                     *       "items": [
                     *         {
                     *           "person": {
                     *             "id": "0193a5f0-7c00-7000-8000-000000000002",
                     *             "name": "王小明",
                     *             "number": "330106-2026-0001",
                     *             "masked": false
                     *           },
                     *           "effect": "gets_plan"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["AssignmentResult"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: checkin.fence_unknown, checkin.plan_invalid, request.invalid, schedule.rule_invalid */
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
    assignPlans: {
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
                "application/json": components["schemas"]["Assignment"];
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
                     *       "gets": 1,
                     *       "items": [
                     *         {
                     *           "person": {
                     *             "id": "0193a5f0-7c00-7000-8000-000000000002",
                     *             "name": "王小明",
                     *             "number": "330106-2026-0001",
                     *             "masked": false
                     *           },
                     *           "effect": "gets_plan"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["AssignmentResult"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid */
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
            /** @description Conflict: checkin.not_supervised, checkin.selection_changed, idempotency.in_progress, idempotency.key_reused */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: checkin.fence_unknown, checkin.plan_invalid, idempotency.key_missing, request.invalid, schedule.rule_invalid */
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
    previewPlan: {
        parameters: {
            query?: {
                /** @description Whose approved leave is minded; empty for nobody's */
                person_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlanDraft"];
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
                     *       "windows": [
                     *         {
                     *           "day": "2026-11-26",
                     *           "opens_at": "2026-11-23T01:30:00Z",
                     *           "due_at": "2026-11-23T01:30:00Z",
                     *           "closes_at": "2026-11-23T01:30:00Z",
                     *           "is_range": false,
                     *           "effect": "opens",
                     *           "name": ""
                     *         }
                     *       ],
                     *       "unknown_years": []
                     *     }
                     */
                    "application/json": components["schemas"]["Preview"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid */
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
            /** @description Unprocessable Entity: request.invalid, schedule.rule_invalid */
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
    listPolicies: {
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
                     *           "id": "0193a5f0-7c00-7000-8000-000000000024",
                     *           "version": 2,
                     *           "chinese": "这份告知说明……",
                     *           "english": "",
                     *           "change_note": "写明保存多久",
                     *           "effective_day": "2026-12-01",
                     *           "status": "published",
                     *           "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *           "revision": 3,
                     *           "updated_at": "2026-11-23T01:30:00Z",
                     *           "published_at": "2026-11-23T01:30:00Z",
                     *           "reader_count": 96
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["ListPolicy"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope */
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
    savePolicyDraft: {
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
                "application/json": components["schemas"]["NewPolicy"];
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
                     *       "id": "0193a5f0-7c00-7000-8000-000000000024",
                     *       "version": 2,
                     *       "chinese": "这份告知说明……",
                     *       "english": "",
                     *       "change_note": "写明保存多久",
                     *       "effective_day": "2026-12-01",
                     *       "status": "published",
                     *       "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *       "revision": 3,
                     *       "updated_at": "2026-11-23T01:30:00Z",
                     *       "published_at": "2026-11-23T01:30:00Z",
                     *       "reader_count": 96
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict: idempotency.in_progress, idempotency.key_reused, policy.changed */
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
    publishPolicy: {
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
                "application/json": components["schemas"]["PolicyRevision"];
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
                     *       "id": "0193a5f0-7c00-7000-8000-000000000024",
                     *       "version": 2,
                     *       "chinese": "这份告知说明……",
                     *       "english": "",
                     *       "change_note": "写明保存多久",
                     *       "effective_day": "2026-12-01",
                     *       "status": "published",
                     *       "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *       "revision": 3,
                     *       "updated_at": "2026-11-23T01:30:00Z",
                     *       "published_at": "2026-11-23T01:30:00Z",
                     *       "reader_count": 96
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid */
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
            /** @description Conflict: idempotency.in_progress, idempotency.key_reused, policy.changed */
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
    listReports: {
        parameters: {
            query?: {
                /** @description next_cursor of the page before; empty for the first page */
                cursor?: string;
                limit?: number;
                /** @description Empty: the member's own */
                unit_id?: string;
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
                     *           "id": "0193a5f0-7c00-7000-8000-000000000040",
                     *           "month": "2026-10",
                     *           "version": 1,
                     *           "made_at": "2026-11-23T01:30:00Z",
                     *           "by_hand": false,
                     *           "counts": {
                     *             "absent": 12,
                     *             "late": 9,
                     *             "persons": 62,
                     *             "present": 412
                     *           }
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["ListReportRow"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: org.unit_not_found */
            404: {
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
    makeReport: {
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
                "application/json": components["schemas"]["NewReport"];
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
                     *       "id": "0193a5f0-7c00-7000-8000-000000000040",
                     *       "month": "2026-10",
                     *       "version": 1,
                     *       "made_at": "2026-11-23T01:30:00Z",
                     *       "by_hand": false,
                     *       "counts": {
                     *         "absent": 12,
                     *         "late": 9,
                     *         "persons": 62,
                     *         "present": 412
                     *       },
                     *       "unit": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *         "name": "文新司法所"
                     *       },
                     *       "first": "2026-10-01",
                     *       "last": "2026-10-31",
                     *       "maker_name": "",
                     *       "reason": "",
                     *       "sum": "9f86d081884c7d65",
                     *       "days": [],
                     *       "below": [],
                     *       "fairness": [],
                     *       "incidents": [],
                     *       "corrected": [],
                     *       "versions": [
                     *         {
                     *           "id": "0193a5f0-7c00-7000-8000-000000000040",
                     *           "version": 1,
                     *           "made_at": "2026-11-23T01:30:00Z",
                     *           "by_hand": false,
                     *           "reason": ""
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Report"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: org.unit_not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict: idempotency.in_progress, idempotency.key_reused, report.version_taken */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: idempotency.key_missing, report.month_invalid, report.reason_required, request.invalid */
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
    getReport: {
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
                     *       "id": "0193a5f0-7c00-7000-8000-000000000040",
                     *       "month": "2026-10",
                     *       "version": 1,
                     *       "made_at": "2026-11-23T01:30:00Z",
                     *       "by_hand": false,
                     *       "counts": {
                     *         "absent": 12,
                     *         "late": 9,
                     *         "persons": 62,
                     *         "present": 412
                     *       },
                     *       "unit": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *         "name": "文新司法所"
                     *       },
                     *       "first": "2026-10-01",
                     *       "last": "2026-10-31",
                     *       "maker_name": "",
                     *       "reason": "",
                     *       "sum": "9f86d081884c7d65",
                     *       "days": [],
                     *       "below": [],
                     *       "fairness": [],
                     *       "incidents": [],
                     *       "corrected": [],
                     *       "versions": [
                     *         {
                     *           "id": "0193a5f0-7c00-7000-8000-000000000040",
                     *           "version": 1,
                     *           "made_at": "2026-11-23T01:30:00Z",
                     *           "by_hand": false,
                     *           "reason": ""
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Report"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: report.not_found */
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
            /** @description Internal Server Error: internal, report.damaged */
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
    getReportSince: {
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
                     *       "changes": [
                     *         {
                     *           "figure": "absent",
                     *           "before": 12,
                     *           "after": 11
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ReportSince"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: org.unit_not_found, report.not_found */
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
            /** @description Internal Server Error: internal, report.damaged */
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
    listRollCalls: {
        parameters: {
            query?: {
                /** @description next_cursor of the page before; empty for the first page */
                cursor?: string;
                /** @description First day, of the unit's zone */
                from?: string;
                /** @description Closed or sealed; instead of state */
                held?: boolean;
                kind?: "station" | "district" | "chosen" | "spot";
                limit?: number;
                /** @description In the lobby or live; instead of state */
                running?: boolean;
                state?: "planned" | "notified" | "lobby" | "live" | "closed" | "sealed" | "cancelled";
                station_id?: string;
                /** @description Last day, itself included */
                to?: string;
                /** @description At and below this unit */
                unit_id?: string;
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
                     *           "title": "文新司法所",
                     *           "audience": "adults",
                     *           "kind": "station",
                     *           "state": "lobby",
                     *           "station": {
                     *             "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *             "name": "文新司法所"
                     *           },
                     *           "officer_id": "0193a5f0-7c00-7000-8000-000000000009",
                     *           "starts_at": "2026-11-23T01:30:00Z",
                     *           "notify_at": null,
                     *           "order": "number",
                     *           "is_recorded": false,
                     *           "is_auto": false,
                     *           "draw_day": "",
                     *           "reason": "",
                     *           "created_at": "2026-11-23T01:30:00Z",
                     *           "opened_at": "2026-11-23T01:30:00Z",
                     *           "live_at": null,
                     *           "closed_at": null,
                     *           "sealed_at": null,
                     *           "seal_hash": ""
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["ListRollCall"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: attendance.interval_invalid, page.cursor_invalid, request.invalid */
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
    startRollCall: {
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
                "application/json": components["schemas"]["NewRollCall"];
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
                     *       "id": "0193a5f0-7c00-7000-8000-000000000005",
                     *       "title": "文新司法所",
                     *       "audience": "adults",
                     *       "kind": "station",
                     *       "state": "lobby",
                     *       "station": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *         "name": "文新司法所"
                     *       },
                     *       "officer_id": "0193a5f0-7c00-7000-8000-000000000009",
                     *       "starts_at": "2026-11-23T01:30:00Z",
                     *       "notify_at": null,
                     *       "order": "number",
                     *       "is_recorded": false,
                     *       "is_auto": false,
                     *       "draw_day": "",
                     *       "reason": "",
                     *       "created_at": "2026-11-23T01:30:00Z",
                     *       "opened_at": "2026-11-23T01:30:00Z",
                     *       "live_at": null,
                     *       "closed_at": null,
                     *       "sealed_at": null,
                     *       "seal_hash": "",
                     *       "officer_name": "李司法",
                     *       "counts": {
                     *         "present": 1,
                     *         "late": 0,
                     *         "absent": 0,
                     *         "excused": 0,
                     *         "review": 0,
                     *         "not_reached": 0
                     *       },
                     *       "invitees": [
                     *         {
                     *           "person_id": "0193a5f0-7c00-7000-8000-000000000002",
                     *           "name": "王小明",
                     *           "number": "330106-2026-0001",
                     *           "seq": 1,
                     *           "presence": "on_line",
                     *           "on_line_at": "2026-11-23T01:30:00Z",
                     *           "called_at": null,
                     *           "calls": 1,
                     *           "recalls": 0,
                     *           "recalled_at": null,
                     *           "rung": "video",
                     *           "excuse": "",
                     *           "refused": "",
                     *           "may_telephone": false,
                     *           "declined": "",
                     *           "declined_at": null,
                     *           "mark": "present",
                     *           "mark_reason": "",
                     *           "marked_by": "0193a5f0-7c00-7000-8000-000000000009",
                     *           "marked_at": "2026-11-23T01:30:00Z",
                     *           "snapshot_url": "/console/v1/evidence/0193a5f0-7c00-7000-8000-000000000013",
                     *           "challenges": [
                     *             {
                     *               "attempt": 1,
                     *               "kind": "gestures",
                     *               "digits": "",
                     *               "gestures": [
                     *                 "turn_left",
                     *                 "nod"
                     *               ],
                     *               "asked_at": "2026-11-23T01:30:00Z",
                     *               "deadline": "2026-11-23T01:30:08Z",
                     *               "picture_url": "/console/v1/evidence/0193a5f0-7c00-7000-8000-000000000013",
                     *               "frames_url": "/console/v1/evidence/0193a5f0-7c00-7000-8000-000000000015",
                     *               "frames": [
                     *                 {
                     *                   "step": -1,
                     *                   "offset_ms": 700,
                     *                   "bytes": 61234
                     *                 }
                     *               ]
                     *             }
                     *           ],
                     *           "findings": [
                     *             {
                     *               "code": "face_match",
                     *               "weight": "fact",
                     *               "evidence": "picture",
                     *               "value": 0.71,
                     *               "model": "9f86d081…",
                     *               "attempt": 1,
                     *               "at": "2026-11-23T01:30:00Z"
                     *             }
                     *           ],
                     *           "proposal": ""
                     *         }
                     *       ],
                     *       "apart": [
                     *         {
                     *           "person": {
                     *             "id": "0193a5f0-7c00-7000-8000-000000000002",
                     *             "name": "王小明",
                     *             "number": "330106-2026-0001",
                     *             "masked": false
                     *           },
                     *           "reason": "co_accused"
                     *         }
                     *       ],
                     *       "steps": [
                     *         {
                     *           "person_id": "0193a5f0-7c00-7000-8000-000000000002",
                     *           "kind": "called",
                     *           "count": 1,
                     *           "text": "",
                     *           "by_name": "李司法",
                     *           "at": "2026-11-23T01:30:00Z"
                     *         }
                     *       ],
                     *       "person_ids": [],
                     *       "arranged": []
                     *     }
                     */
                    "application/json": components["schemas"]["RollCallDetail"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict: idempotency.in_progress, idempotency.key_reused, rollcall.already_running, rollcall.separation */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: idempotency.key_missing, org.unit_invalid, request.invalid, rollcall.invalid, rollcall.roster_empty, rollcall.roster_too_large */
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
    getRollCall: {
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
                     *       "id": "0193a5f0-7c00-7000-8000-000000000005",
                     *       "title": "文新司法所",
                     *       "audience": "adults",
                     *       "kind": "station",
                     *       "state": "lobby",
                     *       "station": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *         "name": "文新司法所"
                     *       },
                     *       "officer_id": "0193a5f0-7c00-7000-8000-000000000009",
                     *       "starts_at": "2026-11-23T01:30:00Z",
                     *       "notify_at": null,
                     *       "order": "number",
                     *       "is_recorded": false,
                     *       "is_auto": false,
                     *       "draw_day": "",
                     *       "reason": "",
                     *       "created_at": "2026-11-23T01:30:00Z",
                     *       "opened_at": "2026-11-23T01:30:00Z",
                     *       "live_at": null,
                     *       "closed_at": null,
                     *       "sealed_at": null,
                     *       "seal_hash": "",
                     *       "officer_name": "李司法",
                     *       "counts": {
                     *         "present": 1,
                     *         "late": 0,
                     *         "absent": 0,
                     *         "excused": 0,
                     *         "review": 0,
                     *         "not_reached": 0
                     *       },
                     *       "invitees": [
                     *         {
                     *           "person_id": "0193a5f0-7c00-7000-8000-000000000002",
                     *           "name": "王小明",
                     *           "number": "330106-2026-0001",
                     *           "seq": 1,
                     *           "presence": "on_line",
                     *           "on_line_at": "2026-11-23T01:30:00Z",
                     *           "called_at": null,
                     *           "calls": 1,
                     *           "recalls": 0,
                     *           "recalled_at": null,
                     *           "rung": "video",
                     *           "excuse": "",
                     *           "refused": "",
                     *           "may_telephone": false,
                     *           "declined": "",
                     *           "declined_at": null,
                     *           "mark": "present",
                     *           "mark_reason": "",
                     *           "marked_by": "0193a5f0-7c00-7000-8000-000000000009",
                     *           "marked_at": "2026-11-23T01:30:00Z",
                     *           "snapshot_url": "/console/v1/evidence/0193a5f0-7c00-7000-8000-000000000013",
                     *           "challenges": [
                     *             {
                     *               "attempt": 1,
                     *               "kind": "gestures",
                     *               "digits": "",
                     *               "gestures": [
                     *                 "turn_left",
                     *                 "nod"
                     *               ],
                     *               "asked_at": "2026-11-23T01:30:00Z",
                     *               "deadline": "2026-11-23T01:30:08Z",
                     *               "picture_url": "/console/v1/evidence/0193a5f0-7c00-7000-8000-000000000013",
                     *               "frames_url": "/console/v1/evidence/0193a5f0-7c00-7000-8000-000000000015",
                     *               "frames": [
                     *                 {
                     *                   "step": -1,
                     *                   "offset_ms": 700,
                     *                   "bytes": 61234
                     *                 }
                     *               ]
                     *             }
                     *           ],
                     *           "findings": [
                     *             {
                     *               "code": "face_match",
                     *               "weight": "fact",
                     *               "evidence": "picture",
                     *               "value": 0.71,
                     *               "model": "9f86d081…",
                     *               "attempt": 1,
                     *               "at": "2026-11-23T01:30:00Z"
                     *             }
                     *           ],
                     *           "proposal": ""
                     *         }
                     *       ],
                     *       "apart": [
                     *         {
                     *           "person": {
                     *             "id": "0193a5f0-7c00-7000-8000-000000000002",
                     *             "name": "王小明",
                     *             "number": "330106-2026-0001",
                     *             "masked": false
                     *           },
                     *           "reason": "co_accused"
                     *         }
                     *       ],
                     *       "steps": [
                     *         {
                     *           "person_id": "0193a5f0-7c00-7000-8000-000000000002",
                     *           "kind": "called",
                     *           "count": 1,
                     *           "text": "",
                     *           "by_name": "李司法",
                     *           "at": "2026-11-23T01:30:00Z"
                     *         }
                     *       ],
                     *       "person_ids": [],
                     *       "arranged": []
                     *     }
                     */
                    "application/json": components["schemas"]["RollCallDetail"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope */
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
    cancelRollCall: {
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
                "application/json": components["schemas"]["Cancellation"];
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
                     *       "id": "0193a5f0-7c00-7000-8000-000000000005",
                     *       "title": "文新司法所",
                     *       "audience": "adults",
                     *       "kind": "station",
                     *       "state": "lobby",
                     *       "station": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *         "name": "文新司法所"
                     *       },
                     *       "officer_id": "0193a5f0-7c00-7000-8000-000000000009",
                     *       "starts_at": "2026-11-23T01:30:00Z",
                     *       "notify_at": null,
                     *       "order": "number",
                     *       "is_recorded": false,
                     *       "is_auto": false,
                     *       "draw_day": "",
                     *       "reason": "",
                     *       "created_at": "2026-11-23T01:30:00Z",
                     *       "opened_at": "2026-11-23T01:30:00Z",
                     *       "live_at": null,
                     *       "closed_at": null,
                     *       "sealed_at": null,
                     *       "seal_hash": "",
                     *       "officer_name": "李司法",
                     *       "counts": {
                     *         "present": 1,
                     *         "late": 0,
                     *         "absent": 0,
                     *         "excused": 0,
                     *         "review": 0,
                     *         "not_reached": 0
                     *       },
                     *       "invitees": [
                     *         {
                     *           "person_id": "0193a5f0-7c00-7000-8000-000000000002",
                     *           "name": "王小明",
                     *           "number": "330106-2026-0001",
                     *           "seq": 1,
                     *           "presence": "on_line",
                     *           "on_line_at": "2026-11-23T01:30:00Z",
                     *           "called_at": null,
                     *           "calls": 1,
                     *           "recalls": 0,
                     *           "recalled_at": null,
                     *           "rung": "video",
                     *           "excuse": "",
                     *           "refused": "",
                     *           "may_telephone": false,
                     *           "declined": "",
                     *           "declined_at": null,
                     *           "mark": "present",
                     *           "mark_reason": "",
                     *           "marked_by": "0193a5f0-7c00-7000-8000-000000000009",
                     *           "marked_at": "2026-11-23T01:30:00Z",
                     *           "snapshot_url": "/console/v1/evidence/0193a5f0-7c00-7000-8000-000000000013",
                     *           "challenges": [
                     *             {
                     *               "attempt": 1,
                     *               "kind": "gestures",
                     *               "digits": "",
                     *               "gestures": [
                     *                 "turn_left",
                     *                 "nod"
                     *               ],
                     *               "asked_at": "2026-11-23T01:30:00Z",
                     *               "deadline": "2026-11-23T01:30:08Z",
                     *               "picture_url": "/console/v1/evidence/0193a5f0-7c00-7000-8000-000000000013",
                     *               "frames_url": "/console/v1/evidence/0193a5f0-7c00-7000-8000-000000000015",
                     *               "frames": [
                     *                 {
                     *                   "step": -1,
                     *                   "offset_ms": 700,
                     *                   "bytes": 61234
                     *                 }
                     *               ]
                     *             }
                     *           ],
                     *           "findings": [
                     *             {
                     *               "code": "face_match",
                     *               "weight": "fact",
                     *               "evidence": "picture",
                     *               "value": 0.71,
                     *               "model": "9f86d081…",
                     *               "attempt": 1,
                     *               "at": "2026-11-23T01:30:00Z"
                     *             }
                     *           ],
                     *           "proposal": ""
                     *         }
                     *       ],
                     *       "apart": [
                     *         {
                     *           "person": {
                     *             "id": "0193a5f0-7c00-7000-8000-000000000002",
                     *             "name": "王小明",
                     *             "number": "330106-2026-0001",
                     *             "masked": false
                     *           },
                     *           "reason": "co_accused"
                     *         }
                     *       ],
                     *       "steps": [
                     *         {
                     *           "person_id": "0193a5f0-7c00-7000-8000-000000000002",
                     *           "kind": "called",
                     *           "count": 1,
                     *           "text": "",
                     *           "by_name": "李司法",
                     *           "at": "2026-11-23T01:30:00Z"
                     *         }
                     *       ],
                     *       "person_ids": [],
                     *       "arranged": []
                     *     }
                     */
                    "application/json": components["schemas"]["RollCallDetail"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid */
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
            /** @description Conflict: idempotency.in_progress, idempotency.key_reused, rollcall.state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: idempotency.key_missing, request.invalid, rollcall.reason_required */
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
    closeRollCall: {
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
                     *       "id": "0193a5f0-7c00-7000-8000-000000000005",
                     *       "title": "文新司法所",
                     *       "audience": "adults",
                     *       "kind": "station",
                     *       "state": "lobby",
                     *       "station": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *         "name": "文新司法所"
                     *       },
                     *       "officer_id": "0193a5f0-7c00-7000-8000-000000000009",
                     *       "starts_at": "2026-11-23T01:30:00Z",
                     *       "notify_at": null,
                     *       "order": "number",
                     *       "is_recorded": false,
                     *       "is_auto": false,
                     *       "draw_day": "",
                     *       "reason": "",
                     *       "created_at": "2026-11-23T01:30:00Z",
                     *       "opened_at": "2026-11-23T01:30:00Z",
                     *       "live_at": null,
                     *       "closed_at": null,
                     *       "sealed_at": null,
                     *       "seal_hash": "",
                     *       "officer_name": "李司法",
                     *       "counts": {
                     *         "present": 1,
                     *         "late": 0,
                     *         "absent": 0,
                     *         "excused": 0,
                     *         "review": 0,
                     *         "not_reached": 0
                     *       },
                     *       "invitees": [
                     *         {
                     *           "person_id": "0193a5f0-7c00-7000-8000-000000000002",
                     *           "name": "王小明",
                     *           "number": "330106-2026-0001",
                     *           "seq": 1,
                     *           "presence": "on_line",
                     *           "on_line_at": "2026-11-23T01:30:00Z",
                     *           "called_at": null,
                     *           "calls": 1,
                     *           "recalls": 0,
                     *           "recalled_at": null,
                     *           "rung": "video",
                     *           "excuse": "",
                     *           "refused": "",
                     *           "may_telephone": false,
                     *           "declined": "",
                     *           "declined_at": null,
                     *           "mark": "present",
                     *           "mark_reason": "",
                     *           "marked_by": "0193a5f0-7c00-7000-8000-000000000009",
                     *           "marked_at": "2026-11-23T01:30:00Z",
                     *           "snapshot_url": "/console/v1/evidence/0193a5f0-7c00-7000-8000-000000000013",
                     *           "challenges": [
                     *             {
                     *               "attempt": 1,
                     *               "kind": "gestures",
                     *               "digits": "",
                     *               "gestures": [
                     *                 "turn_left",
                     *                 "nod"
                     *               ],
                     *               "asked_at": "2026-11-23T01:30:00Z",
                     *               "deadline": "2026-11-23T01:30:08Z",
                     *               "picture_url": "/console/v1/evidence/0193a5f0-7c00-7000-8000-000000000013",
                     *               "frames_url": "/console/v1/evidence/0193a5f0-7c00-7000-8000-000000000015",
                     *               "frames": [
                     *                 {
                     *                   "step": -1,
                     *                   "offset_ms": 700,
                     *                   "bytes": 61234
                     *                 }
                     *               ]
                     *             }
                     *           ],
                     *           "findings": [
                     *             {
                     *               "code": "face_match",
                     *               "weight": "fact",
                     *               "evidence": "picture",
                     *               "value": 0.71,
                     *               "model": "9f86d081…",
                     *               "attempt": 1,
                     *               "at": "2026-11-23T01:30:00Z"
                     *             }
                     *           ],
                     *           "proposal": ""
                     *         }
                     *       ],
                     *       "apart": [
                     *         {
                     *           "person": {
                     *             "id": "0193a5f0-7c00-7000-8000-000000000002",
                     *             "name": "王小明",
                     *             "number": "330106-2026-0001",
                     *             "masked": false
                     *           },
                     *           "reason": "co_accused"
                     *         }
                     *       ],
                     *       "steps": [
                     *         {
                     *           "person_id": "0193a5f0-7c00-7000-8000-000000000002",
                     *           "kind": "called",
                     *           "count": 1,
                     *           "text": "",
                     *           "by_name": "李司法",
                     *           "at": "2026-11-23T01:30:00Z"
                     *         }
                     *       ],
                     *       "person_ids": [],
                     *       "arranged": []
                     *     }
                     */
                    "application/json": components["schemas"]["RollCallDetail"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid */
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
            /** @description Conflict: idempotency.in_progress, idempotency.key_reused, rollcall.state */
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
    handOverRollCall: {
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
                "application/json": components["schemas"]["HandOver"];
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
                     *       "id": "0193a5f0-7c00-7000-8000-000000000005",
                     *       "title": "文新司法所",
                     *       "audience": "adults",
                     *       "kind": "station",
                     *       "state": "lobby",
                     *       "station": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *         "name": "文新司法所"
                     *       },
                     *       "officer_id": "0193a5f0-7c00-7000-8000-000000000009",
                     *       "starts_at": "2026-11-23T01:30:00Z",
                     *       "notify_at": null,
                     *       "order": "number",
                     *       "is_recorded": false,
                     *       "is_auto": false,
                     *       "draw_day": "",
                     *       "reason": "",
                     *       "created_at": "2026-11-23T01:30:00Z",
                     *       "opened_at": "2026-11-23T01:30:00Z",
                     *       "live_at": null,
                     *       "closed_at": null,
                     *       "sealed_at": null,
                     *       "seal_hash": "",
                     *       "officer_name": "李司法",
                     *       "counts": {
                     *         "present": 1,
                     *         "late": 0,
                     *         "absent": 0,
                     *         "excused": 0,
                     *         "review": 0,
                     *         "not_reached": 0
                     *       },
                     *       "invitees": [
                     *         {
                     *           "person_id": "0193a5f0-7c00-7000-8000-000000000002",
                     *           "name": "王小明",
                     *           "number": "330106-2026-0001",
                     *           "seq": 1,
                     *           "presence": "on_line",
                     *           "on_line_at": "2026-11-23T01:30:00Z",
                     *           "called_at": null,
                     *           "calls": 1,
                     *           "recalls": 0,
                     *           "recalled_at": null,
                     *           "rung": "video",
                     *           "excuse": "",
                     *           "refused": "",
                     *           "may_telephone": false,
                     *           "declined": "",
                     *           "declined_at": null,
                     *           "mark": "present",
                     *           "mark_reason": "",
                     *           "marked_by": "0193a5f0-7c00-7000-8000-000000000009",
                     *           "marked_at": "2026-11-23T01:30:00Z",
                     *           "snapshot_url": "/console/v1/evidence/0193a5f0-7c00-7000-8000-000000000013",
                     *           "challenges": [
                     *             {
                     *               "attempt": 1,
                     *               "kind": "gestures",
                     *               "digits": "",
                     *               "gestures": [
                     *                 "turn_left",
                     *                 "nod"
                     *               ],
                     *               "asked_at": "2026-11-23T01:30:00Z",
                     *               "deadline": "2026-11-23T01:30:08Z",
                     *               "picture_url": "/console/v1/evidence/0193a5f0-7c00-7000-8000-000000000013",
                     *               "frames_url": "/console/v1/evidence/0193a5f0-7c00-7000-8000-000000000015",
                     *               "frames": [
                     *                 {
                     *                   "step": -1,
                     *                   "offset_ms": 700,
                     *                   "bytes": 61234
                     *                 }
                     *               ]
                     *             }
                     *           ],
                     *           "findings": [
                     *             {
                     *               "code": "face_match",
                     *               "weight": "fact",
                     *               "evidence": "picture",
                     *               "value": 0.71,
                     *               "model": "9f86d081…",
                     *               "attempt": 1,
                     *               "at": "2026-11-23T01:30:00Z"
                     *             }
                     *           ],
                     *           "proposal": ""
                     *         }
                     *       ],
                     *       "apart": [
                     *         {
                     *           "person": {
                     *             "id": "0193a5f0-7c00-7000-8000-000000000002",
                     *             "name": "王小明",
                     *             "number": "330106-2026-0001",
                     *             "masked": false
                     *           },
                     *           "reason": "co_accused"
                     *         }
                     *       ],
                     *       "steps": [
                     *         {
                     *           "person_id": "0193a5f0-7c00-7000-8000-000000000002",
                     *           "kind": "called",
                     *           "count": 1,
                     *           "text": "",
                     *           "by_name": "李司法",
                     *           "at": "2026-11-23T01:30:00Z"
                     *         }
                     *       ],
                     *       "person_ids": [],
                     *       "arranged": []
                     *     }
                     */
                    "application/json": components["schemas"]["RollCallDetail"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid, rollcall.not_invited */
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
            /** @description Conflict: idempotency.in_progress, idempotency.key_reused, rollcall.state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: idempotency.key_missing, request.invalid, rollcall.hand_over_invalid */
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
    getInviteeEnrolment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                person_id: string;
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
                     *       "is_compared": true,
                     *       "current": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000001",
                     *         "taken_at": "2026-11-23T01:30:00Z",
                     *         "pictures": [
                     *           {
                     *             "url": "/console/v1/evidence/0193a5f0-7c00-7000-8000-000000000011",
                     *             "face_width": 312
                     *           }
                     *         ],
                     *         "is_stale": false
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Enrolments"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, rollcall.not_invited */
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
    markInvitee: {
        parameters: {
            query?: never;
            header?: {
                /** @description Needed: without it the answer is 422 idempotency.key_missing. Described as optional so that clients may set it in one place. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                person_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewMark"];
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
                     *       "person_id": "0193a5f0-7c00-7000-8000-000000000002",
                     *       "name": "王小明",
                     *       "number": "330106-2026-0001",
                     *       "seq": 1,
                     *       "presence": "on_line",
                     *       "on_line_at": "2026-11-23T01:30:00Z",
                     *       "called_at": null,
                     *       "calls": 1,
                     *       "recalls": 0,
                     *       "recalled_at": null,
                     *       "rung": "video",
                     *       "excuse": "",
                     *       "refused": "",
                     *       "may_telephone": false,
                     *       "declined": "",
                     *       "declined_at": null,
                     *       "mark": "present",
                     *       "mark_reason": "",
                     *       "marked_by": "0193a5f0-7c00-7000-8000-000000000009",
                     *       "marked_at": "2026-11-23T01:30:00Z",
                     *       "snapshot_url": "/console/v1/evidence/0193a5f0-7c00-7000-8000-000000000013",
                     *       "challenges": [
                     *         {
                     *           "attempt": 1,
                     *           "kind": "gestures",
                     *           "digits": "",
                     *           "gestures": [
                     *             "turn_left",
                     *             "nod"
                     *           ],
                     *           "asked_at": "2026-11-23T01:30:00Z",
                     *           "deadline": "2026-11-23T01:30:08Z",
                     *           "picture_url": "/console/v1/evidence/0193a5f0-7c00-7000-8000-000000000013",
                     *           "frames_url": "/console/v1/evidence/0193a5f0-7c00-7000-8000-000000000015",
                     *           "frames": [
                     *             {
                     *               "step": -1,
                     *               "offset_ms": 700,
                     *               "bytes": 61234
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "findings": [
                     *         {
                     *           "code": "face_match",
                     *           "weight": "fact",
                     *           "evidence": "picture",
                     *           "value": 0.71,
                     *           "model": "9f86d081…",
                     *           "attempt": 1,
                     *           "at": "2026-11-23T01:30:00Z"
                     *         }
                     *       ],
                     *       "proposal": ""
                     *     }
                     */
                    "application/json": components["schemas"]["Invitee"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid, rollcall.not_invited */
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
            /** @description Conflict: idempotency.in_progress, idempotency.key_reused, rollcall.state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: idempotency.key_missing, request.invalid, rollcall.mark_invalid */
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
    noteInvitee: {
        parameters: {
            query?: never;
            header?: {
                /** @description Needed: without it the answer is 422 idempotency.key_missing. Described as optional so that clients may set it in one place. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                person_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewNote"];
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
                     *       "person_id": "0193a5f0-7c00-7000-8000-000000000002",
                     *       "name": "王小明",
                     *       "number": "330106-2026-0001",
                     *       "seq": 1,
                     *       "presence": "on_line",
                     *       "on_line_at": "2026-11-23T01:30:00Z",
                     *       "called_at": null,
                     *       "calls": 1,
                     *       "recalls": 0,
                     *       "recalled_at": null,
                     *       "rung": "video",
                     *       "excuse": "",
                     *       "refused": "",
                     *       "may_telephone": false,
                     *       "declined": "",
                     *       "declined_at": null,
                     *       "mark": "present",
                     *       "mark_reason": "",
                     *       "marked_by": "0193a5f0-7c00-7000-8000-000000000009",
                     *       "marked_at": "2026-11-23T01:30:00Z",
                     *       "snapshot_url": "/console/v1/evidence/0193a5f0-7c00-7000-8000-000000000013",
                     *       "challenges": [
                     *         {
                     *           "attempt": 1,
                     *           "kind": "gestures",
                     *           "digits": "",
                     *           "gestures": [
                     *             "turn_left",
                     *             "nod"
                     *           ],
                     *           "asked_at": "2026-11-23T01:30:00Z",
                     *           "deadline": "2026-11-23T01:30:08Z",
                     *           "picture_url": "/console/v1/evidence/0193a5f0-7c00-7000-8000-000000000013",
                     *           "frames_url": "/console/v1/evidence/0193a5f0-7c00-7000-8000-000000000015",
                     *           "frames": [
                     *             {
                     *               "step": -1,
                     *               "offset_ms": 700,
                     *               "bytes": 61234
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "findings": [
                     *         {
                     *           "code": "face_match",
                     *           "weight": "fact",
                     *           "evidence": "picture",
                     *           "value": 0.71,
                     *           "model": "9f86d081…",
                     *           "attempt": 1,
                     *           "at": "2026-11-23T01:30:00Z"
                     *         }
                     *       ],
                     *       "proposal": ""
                     *     }
                     */
                    "application/json": components["schemas"]["Invitee"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid, rollcall.not_invited */
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
            /** @description Conflict: idempotency.in_progress, idempotency.key_reused, rollcall.state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: idempotency.key_missing, request.invalid, rollcall.note_required */
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
    recordTelephone: {
        parameters: {
            query?: never;
            header?: {
                /** @description Needed: without it the answer is 422 idempotency.key_missing. Described as optional so that clients may set it in one place. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                person_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PhoneResult"];
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
                     *       "person_id": "0193a5f0-7c00-7000-8000-000000000002",
                     *       "name": "王小明",
                     *       "number": "330106-2026-0001",
                     *       "seq": 1,
                     *       "presence": "on_line",
                     *       "on_line_at": "2026-11-23T01:30:00Z",
                     *       "called_at": null,
                     *       "calls": 1,
                     *       "recalls": 0,
                     *       "recalled_at": null,
                     *       "rung": "video",
                     *       "excuse": "",
                     *       "refused": "",
                     *       "may_telephone": false,
                     *       "declined": "",
                     *       "declined_at": null,
                     *       "mark": "present",
                     *       "mark_reason": "",
                     *       "marked_by": "0193a5f0-7c00-7000-8000-000000000009",
                     *       "marked_at": "2026-11-23T01:30:00Z",
                     *       "snapshot_url": "/console/v1/evidence/0193a5f0-7c00-7000-8000-000000000013",
                     *       "challenges": [
                     *         {
                     *           "attempt": 1,
                     *           "kind": "gestures",
                     *           "digits": "",
                     *           "gestures": [
                     *             "turn_left",
                     *             "nod"
                     *           ],
                     *           "asked_at": "2026-11-23T01:30:00Z",
                     *           "deadline": "2026-11-23T01:30:08Z",
                     *           "picture_url": "/console/v1/evidence/0193a5f0-7c00-7000-8000-000000000013",
                     *           "frames_url": "/console/v1/evidence/0193a5f0-7c00-7000-8000-000000000015",
                     *           "frames": [
                     *             {
                     *               "step": -1,
                     *               "offset_ms": 700,
                     *               "bytes": 61234
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "findings": [
                     *         {
                     *           "code": "face_match",
                     *           "weight": "fact",
                     *           "evidence": "picture",
                     *           "value": 0.71,
                     *           "model": "9f86d081…",
                     *           "attempt": 1,
                     *           "at": "2026-11-23T01:30:00Z"
                     *         }
                     *       ],
                     *       "proposal": ""
                     *     }
                     */
                    "application/json": components["schemas"]["Invitee"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid, rollcall.not_invited */
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
            /** @description Conflict: idempotency.in_progress, idempotency.key_reused, rollcall.state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: idempotency.key_missing, request.invalid, rollcall.telephone_invalid */
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid */
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
    replanRollCall: {
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
                "application/json": components["schemas"]["NewRollCall"];
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
                     *       "id": "0193a5f0-7c00-7000-8000-000000000005",
                     *       "title": "文新司法所",
                     *       "audience": "adults",
                     *       "kind": "station",
                     *       "state": "lobby",
                     *       "station": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *         "name": "文新司法所"
                     *       },
                     *       "officer_id": "0193a5f0-7c00-7000-8000-000000000009",
                     *       "starts_at": "2026-11-23T01:30:00Z",
                     *       "notify_at": null,
                     *       "order": "number",
                     *       "is_recorded": false,
                     *       "is_auto": false,
                     *       "draw_day": "",
                     *       "reason": "",
                     *       "created_at": "2026-11-23T01:30:00Z",
                     *       "opened_at": "2026-11-23T01:30:00Z",
                     *       "live_at": null,
                     *       "closed_at": null,
                     *       "sealed_at": null,
                     *       "seal_hash": "",
                     *       "officer_name": "李司法",
                     *       "counts": {
                     *         "present": 1,
                     *         "late": 0,
                     *         "absent": 0,
                     *         "excused": 0,
                     *         "review": 0,
                     *         "not_reached": 0
                     *       },
                     *       "invitees": [
                     *         {
                     *           "person_id": "0193a5f0-7c00-7000-8000-000000000002",
                     *           "name": "王小明",
                     *           "number": "330106-2026-0001",
                     *           "seq": 1,
                     *           "presence": "on_line",
                     *           "on_line_at": "2026-11-23T01:30:00Z",
                     *           "called_at": null,
                     *           "calls": 1,
                     *           "recalls": 0,
                     *           "recalled_at": null,
                     *           "rung": "video",
                     *           "excuse": "",
                     *           "refused": "",
                     *           "may_telephone": false,
                     *           "declined": "",
                     *           "declined_at": null,
                     *           "mark": "present",
                     *           "mark_reason": "",
                     *           "marked_by": "0193a5f0-7c00-7000-8000-000000000009",
                     *           "marked_at": "2026-11-23T01:30:00Z",
                     *           "snapshot_url": "/console/v1/evidence/0193a5f0-7c00-7000-8000-000000000013",
                     *           "challenges": [
                     *             {
                     *               "attempt": 1,
                     *               "kind": "gestures",
                     *               "digits": "",
                     *               "gestures": [
                     *                 "turn_left",
                     *                 "nod"
                     *               ],
                     *               "asked_at": "2026-11-23T01:30:00Z",
                     *               "deadline": "2026-11-23T01:30:08Z",
                     *               "picture_url": "/console/v1/evidence/0193a5f0-7c00-7000-8000-000000000013",
                     *               "frames_url": "/console/v1/evidence/0193a5f0-7c00-7000-8000-000000000015",
                     *               "frames": [
                     *                 {
                     *                   "step": -1,
                     *                   "offset_ms": 700,
                     *                   "bytes": 61234
                     *                 }
                     *               ]
                     *             }
                     *           ],
                     *           "findings": [
                     *             {
                     *               "code": "face_match",
                     *               "weight": "fact",
                     *               "evidence": "picture",
                     *               "value": 0.71,
                     *               "model": "9f86d081…",
                     *               "attempt": 1,
                     *               "at": "2026-11-23T01:30:00Z"
                     *             }
                     *           ],
                     *           "proposal": ""
                     *         }
                     *       ],
                     *       "apart": [
                     *         {
                     *           "person": {
                     *             "id": "0193a5f0-7c00-7000-8000-000000000002",
                     *             "name": "王小明",
                     *             "number": "330106-2026-0001",
                     *             "masked": false
                     *           },
                     *           "reason": "co_accused"
                     *         }
                     *       ],
                     *       "steps": [
                     *         {
                     *           "person_id": "0193a5f0-7c00-7000-8000-000000000002",
                     *           "kind": "called",
                     *           "count": 1,
                     *           "text": "",
                     *           "by_name": "李司法",
                     *           "at": "2026-11-23T01:30:00Z"
                     *         }
                     *       ],
                     *       "person_ids": [],
                     *       "arranged": []
                     *     }
                     */
                    "application/json": components["schemas"]["RollCallDetail"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid */
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
            /** @description Conflict: idempotency.in_progress, idempotency.key_reused, rollcall.plan_fixed, rollcall.separation, rollcall.state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: idempotency.key_missing, org.unit_invalid, request.invalid, rollcall.invalid, rollcall.roster_empty, rollcall.roster_too_large */
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
    recallInvitees: {
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
                "application/json": components["schemas"]["Whom"];
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
                     *       "items": [
                     *         {
                     *           "person_id": "0193a5f0-7c00-7000-8000-000000000002",
                     *           "name": "王小明",
                     *           "number": "330106-2026-0001",
                     *           "seq": 1,
                     *           "presence": "on_line",
                     *           "on_line_at": "2026-11-23T01:30:00Z",
                     *           "called_at": null,
                     *           "calls": 1,
                     *           "recalls": 0,
                     *           "recalled_at": null,
                     *           "rung": "video",
                     *           "excuse": "",
                     *           "refused": "",
                     *           "may_telephone": false,
                     *           "declined": "",
                     *           "declined_at": null,
                     *           "mark": "present",
                     *           "mark_reason": "",
                     *           "marked_by": "0193a5f0-7c00-7000-8000-000000000009",
                     *           "marked_at": "2026-11-23T01:30:00Z",
                     *           "snapshot_url": "/console/v1/evidence/0193a5f0-7c00-7000-8000-000000000013",
                     *           "challenges": [
                     *             {
                     *               "attempt": 1,
                     *               "kind": "gestures",
                     *               "digits": "",
                     *               "gestures": [
                     *                 "turn_left",
                     *                 "nod"
                     *               ],
                     *               "asked_at": "2026-11-23T01:30:00Z",
                     *               "deadline": "2026-11-23T01:30:08Z",
                     *               "picture_url": "/console/v1/evidence/0193a5f0-7c00-7000-8000-000000000013",
                     *               "frames_url": "/console/v1/evidence/0193a5f0-7c00-7000-8000-000000000015",
                     *               "frames": [
                     *                 {
                     *                   "step": -1,
                     *                   "offset_ms": 700,
                     *                   "bytes": 61234
                     *                 }
                     *               ]
                     *             }
                     *           ],
                     *           "findings": [
                     *             {
                     *               "code": "face_match",
                     *               "weight": "fact",
                     *               "evidence": "picture",
                     *               "value": 0.71,
                     *               "model": "9f86d081…",
                     *               "attempt": 1,
                     *               "at": "2026-11-23T01:30:00Z"
                     *             }
                     *           ],
                     *           "proposal": ""
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["ListInvitee"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid, rollcall.not_invited */
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
            /** @description Conflict: idempotency.in_progress, idempotency.key_reused, rollcall.recall_soon, rollcall.state */
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
    listRecordings: {
        parameters: {
            query?: {
                /** @description Of one person alone */
                person_id?: string;
            };
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
                     *       "items": [
                     *         {
                     *           "id": "0193a5f0-7c00-7000-8000-000000000018",
                     *           "person_id": "0193a5f0-7c00-7000-8000-000000000002",
                     *           "attempt": 1,
                     *           "from_at": "2026-11-23T01:30:00Z",
                     *           "to_at": "2026-11-23T01:30:42Z",
                     *           "ended": "call_ended",
                     *           "gaps": [
                     *             {
                     *               "track": "picture",
                     *               "from_ms": 12400,
                     *               "to_ms": 13100,
                     *               "cause": "lost"
                     *             }
                     *           ],
                     *           "width": 640,
                     *           "height": 480,
                     *           "size": 2100000,
                     *           "sha256": "9f86d081…",
                     *           "url": "/console/v1/evidence/0193a5f0-7c00-7000-8000-000000000019",
                     *           "created_at": "2026-11-23T01:30:00Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["RecordingList"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope */
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
    listRunners: {
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
                     *       "items": [
                     *         {
                     *           "id": "0193a5f0-7c00-7000-8000-000000000009",
                     *           "name": "李司法"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["ListRunner"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope */
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
    sealRollCall: {
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
                     *       "id": "0193a5f0-7c00-7000-8000-000000000005",
                     *       "title": "文新司法所",
                     *       "audience": "adults",
                     *       "kind": "station",
                     *       "state": "lobby",
                     *       "station": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *         "name": "文新司法所"
                     *       },
                     *       "officer_id": "0193a5f0-7c00-7000-8000-000000000009",
                     *       "starts_at": "2026-11-23T01:30:00Z",
                     *       "notify_at": null,
                     *       "order": "number",
                     *       "is_recorded": false,
                     *       "is_auto": false,
                     *       "draw_day": "",
                     *       "reason": "",
                     *       "created_at": "2026-11-23T01:30:00Z",
                     *       "opened_at": "2026-11-23T01:30:00Z",
                     *       "live_at": null,
                     *       "closed_at": null,
                     *       "sealed_at": null,
                     *       "seal_hash": "",
                     *       "officer_name": "李司法",
                     *       "counts": {
                     *         "present": 1,
                     *         "late": 0,
                     *         "absent": 0,
                     *         "excused": 0,
                     *         "review": 0,
                     *         "not_reached": 0
                     *       },
                     *       "invitees": [
                     *         {
                     *           "person_id": "0193a5f0-7c00-7000-8000-000000000002",
                     *           "name": "王小明",
                     *           "number": "330106-2026-0001",
                     *           "seq": 1,
                     *           "presence": "on_line",
                     *           "on_line_at": "2026-11-23T01:30:00Z",
                     *           "called_at": null,
                     *           "calls": 1,
                     *           "recalls": 0,
                     *           "recalled_at": null,
                     *           "rung": "video",
                     *           "excuse": "",
                     *           "refused": "",
                     *           "may_telephone": false,
                     *           "declined": "",
                     *           "declined_at": null,
                     *           "mark": "present",
                     *           "mark_reason": "",
                     *           "marked_by": "0193a5f0-7c00-7000-8000-000000000009",
                     *           "marked_at": "2026-11-23T01:30:00Z",
                     *           "snapshot_url": "/console/v1/evidence/0193a5f0-7c00-7000-8000-000000000013",
                     *           "challenges": [
                     *             {
                     *               "attempt": 1,
                     *               "kind": "gestures",
                     *               "digits": "",
                     *               "gestures": [
                     *                 "turn_left",
                     *                 "nod"
                     *               ],
                     *               "asked_at": "2026-11-23T01:30:00Z",
                     *               "deadline": "2026-11-23T01:30:08Z",
                     *               "picture_url": "/console/v1/evidence/0193a5f0-7c00-7000-8000-000000000013",
                     *               "frames_url": "/console/v1/evidence/0193a5f0-7c00-7000-8000-000000000015",
                     *               "frames": [
                     *                 {
                     *                   "step": -1,
                     *                   "offset_ms": 700,
                     *                   "bytes": 61234
                     *                 }
                     *               ]
                     *             }
                     *           ],
                     *           "findings": [
                     *             {
                     *               "code": "face_match",
                     *               "weight": "fact",
                     *               "evidence": "picture",
                     *               "value": 0.71,
                     *               "model": "9f86d081…",
                     *               "attempt": 1,
                     *               "at": "2026-11-23T01:30:00Z"
                     *             }
                     *           ],
                     *           "proposal": ""
                     *         }
                     *       ],
                     *       "apart": [
                     *         {
                     *           "person": {
                     *             "id": "0193a5f0-7c00-7000-8000-000000000002",
                     *             "name": "王小明",
                     *             "number": "330106-2026-0001",
                     *             "masked": false
                     *           },
                     *           "reason": "co_accused"
                     *         }
                     *       ],
                     *       "steps": [
                     *         {
                     *           "person_id": "0193a5f0-7c00-7000-8000-000000000002",
                     *           "kind": "called",
                     *           "count": 1,
                     *           "text": "",
                     *           "by_name": "李司法",
                     *           "at": "2026-11-23T01:30:00Z"
                     *         }
                     *       ],
                     *       "person_ids": [],
                     *       "arranged": []
                     *     }
                     */
                    "application/json": components["schemas"]["RollCallDetail"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid, rollcall.not_invited */
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
            /** @description Conflict: idempotency.in_progress, idempotency.key_reused, rollcall.state */
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
    askTelephone: {
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
                "application/json": components["schemas"]["Whom"];
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
                     *       "items": [
                     *         {
                     *           "person_id": "0193a5f0-7c00-7000-8000-000000000002",
                     *           "name": "王小明",
                     *           "number": "330106-2026-0001",
                     *           "seq": 1,
                     *           "presence": "on_line",
                     *           "on_line_at": "2026-11-23T01:30:00Z",
                     *           "called_at": null,
                     *           "calls": 1,
                     *           "recalls": 0,
                     *           "recalled_at": null,
                     *           "rung": "video",
                     *           "excuse": "",
                     *           "refused": "",
                     *           "may_telephone": false,
                     *           "declined": "",
                     *           "declined_at": null,
                     *           "mark": "present",
                     *           "mark_reason": "",
                     *           "marked_by": "0193a5f0-7c00-7000-8000-000000000009",
                     *           "marked_at": "2026-11-23T01:30:00Z",
                     *           "snapshot_url": "/console/v1/evidence/0193a5f0-7c00-7000-8000-000000000013",
                     *           "challenges": [
                     *             {
                     *               "attempt": 1,
                     *               "kind": "gestures",
                     *               "digits": "",
                     *               "gestures": [
                     *                 "turn_left",
                     *                 "nod"
                     *               ],
                     *               "asked_at": "2026-11-23T01:30:00Z",
                     *               "deadline": "2026-11-23T01:30:08Z",
                     *               "picture_url": "/console/v1/evidence/0193a5f0-7c00-7000-8000-000000000013",
                     *               "frames_url": "/console/v1/evidence/0193a5f0-7c00-7000-8000-000000000015",
                     *               "frames": [
                     *                 {
                     *                   "step": -1,
                     *                   "offset_ms": 700,
                     *                   "bytes": 61234
                     *                 }
                     *               ]
                     *             }
                     *           ],
                     *           "findings": [
                     *             {
                     *               "code": "face_match",
                     *               "weight": "fact",
                     *               "evidence": "picture",
                     *               "value": 0.71,
                     *               "model": "9f86d081…",
                     *               "attempt": 1,
                     *               "at": "2026-11-23T01:30:00Z"
                     *             }
                     *           ],
                     *           "proposal": ""
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["ListInvitee"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid, rollcall.not_invited */
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
            /** @description Conflict: idempotency.in_progress, idempotency.key_reused, rollcall.state, rollcall.telephone_early */
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
    watchRollCall: {
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
                     *       "signal_url": "",
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid */
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
    previewRollCall: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewRollCall"];
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
                     *       "called": [
                     *         {
                     *           "id": "0193a5f0-7c00-7000-8000-000000000002",
                     *           "name": "王小明",
                     *           "number": "330106-2026-0001",
                     *           "masked": false
                     *         }
                     *       ],
                     *       "out": [
                     *         {
                     *           "person": {
                     *             "id": "0193a5f0-7c00-7000-8000-000000000002",
                     *             "name": "王小明",
                     *             "number": "330106-2026-0001",
                     *             "masked": false
                     *           },
                     *           "excuse": "on_leave"
                     *         }
                     *       ],
                     *       "apart": [
                     *         {
                     *           "person": {
                     *             "id": "0193a5f0-7c00-7000-8000-000000000002",
                     *             "name": "王小明",
                     *             "number": "330106-2026-0001",
                     *             "masked": false
                     *           },
                     *           "reason": "co_accused"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["RosterPreview"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict: rollcall.already_running */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: org.unit_invalid, request.invalid, rollcall.invalid, rollcall.roster_empty, rollcall.roster_too_large */
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
    listSanctions: {
        parameters: {
            query?: {
                /** @description next_cursor of the page before; empty for the first page */
                cursor?: string;
                limit?: number;
                person_id?: string;
                status?: "proposed" | "approved" | "refused" | "withdrawn" | "revoked";
                unit_id?: string;
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
                     *           "id": "0193a5f0-7c00-7000-8000-000000000018",
                     *           "person": {
                     *             "id": "0193a5f0-7c00-7000-8000-000000000002",
                     *             "name": "王小明",
                     *             "number": "330106-2026-0001",
                     *             "masked": false
                     *           },
                     *           "station": {
                     *             "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *             "name": "文新司法所"
                     *           },
                     *           "kind": "admonition",
                     *           "day": "2026-11-20",
                     *           "facts": "未经批准离开本市一天",
                     *           "grounds": [
                     *             {
                     *               "source": "checkin",
                     *               "id": "0193a5f0-7c00-7000-8000-000000000004"
                     *             }
                     *           ],
                     *           "status": "proposed",
                     *           "proposed_at": "2026-11-23T01:30:00Z",
                     *           "proposed_name": "李司法",
                     *           "is_own": false,
                     *           "may_decide": true,
                     *           "decided_at": null,
                     *           "decided_name": "",
                     *           "reason": "",
                     *           "revoked_at": null,
                     *           "revoked_name": "",
                     *           "revoke_reason": ""
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["ListSanction"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope */
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
    getSanction: {
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
                     *       "id": "0193a5f0-7c00-7000-8000-000000000018",
                     *       "person": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000002",
                     *         "name": "王小明",
                     *         "number": "330106-2026-0001",
                     *         "masked": false
                     *       },
                     *       "station": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *         "name": "文新司法所"
                     *       },
                     *       "kind": "admonition",
                     *       "day": "2026-11-20",
                     *       "facts": "未经批准离开本市一天",
                     *       "grounds": [
                     *         {
                     *           "source": "checkin",
                     *           "id": "0193a5f0-7c00-7000-8000-000000000004"
                     *         }
                     *       ],
                     *       "status": "proposed",
                     *       "proposed_at": "2026-11-23T01:30:00Z",
                     *       "proposed_name": "李司法",
                     *       "is_own": false,
                     *       "may_decide": true,
                     *       "decided_at": null,
                     *       "decided_name": "",
                     *       "reason": "",
                     *       "revoked_at": null,
                     *       "revoked_name": "",
                     *       "revoke_reason": "",
                     *       "papers": [
                     *         {
                     *           "id": "0193a5f0-7c00-7000-8000-000000000017",
                     *           "url": "/console/v1/evidence/0193a5f0-7c00-7000-8000-000000000017",
                     *           "mime": "image/jpeg",
                     *           "size": 84000
                     *         }
                     *       ],
                     *       "cautions": [
                     *         {
                     *           "code": "outage",
                     *           "ground": {
                     *             "source": "checkin",
                     *             "id": "0193a5f0-7c00-7000-8000-000000000004"
                     *           }
                     *         }
                     *       ],
                     *       "is_held": false
                     *     }
                     */
                    "application/json": components["schemas"]["SanctionDetail"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: sanction.not_found */
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
    decideSanction: {
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
                "application/json": components["schemas"]["NewSanctionDecision"];
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
                     *       "id": "0193a5f0-7c00-7000-8000-000000000018",
                     *       "person": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000002",
                     *         "name": "王小明",
                     *         "number": "330106-2026-0001",
                     *         "masked": false
                     *       },
                     *       "station": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *         "name": "文新司法所"
                     *       },
                     *       "kind": "admonition",
                     *       "day": "2026-11-20",
                     *       "facts": "未经批准离开本市一天",
                     *       "grounds": [
                     *         {
                     *           "source": "checkin",
                     *           "id": "0193a5f0-7c00-7000-8000-000000000004"
                     *         }
                     *       ],
                     *       "status": "proposed",
                     *       "proposed_at": "2026-11-23T01:30:00Z",
                     *       "proposed_name": "李司法",
                     *       "is_own": false,
                     *       "may_decide": true,
                     *       "decided_at": null,
                     *       "decided_name": "",
                     *       "reason": "",
                     *       "revoked_at": null,
                     *       "revoked_name": "",
                     *       "revoke_reason": "",
                     *       "papers": [
                     *         {
                     *           "id": "0193a5f0-7c00-7000-8000-000000000017",
                     *           "url": "/console/v1/evidence/0193a5f0-7c00-7000-8000-000000000017",
                     *           "mime": "image/jpeg",
                     *           "size": 84000
                     *         }
                     *       ],
                     *       "cautions": [
                     *         {
                     *           "code": "outage",
                     *           "ground": {
                     *             "source": "checkin",
                     *             "id": "0193a5f0-7c00-7000-8000-000000000004"
                     *           }
                     *         }
                     *       ],
                     *       "is_held": false
                     *     }
                     */
                    "application/json": components["schemas"]["SanctionDetail"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid, sanction.level, sanction.own_proposal */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: sanction.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict: idempotency.in_progress, idempotency.key_reused, sanction.held, sanction.moved */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: idempotency.key_missing, request.invalid, sanction.reason_required */
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
    withdrawSanction: {
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
                "application/json": components["schemas"]["SanctionWithdrawal"];
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
                     *       "id": "0193a5f0-7c00-7000-8000-000000000018",
                     *       "person": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000002",
                     *         "name": "王小明",
                     *         "number": "330106-2026-0001",
                     *         "masked": false
                     *       },
                     *       "station": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *         "name": "文新司法所"
                     *       },
                     *       "kind": "admonition",
                     *       "day": "2026-11-20",
                     *       "facts": "未经批准离开本市一天",
                     *       "grounds": [
                     *         {
                     *           "source": "checkin",
                     *           "id": "0193a5f0-7c00-7000-8000-000000000004"
                     *         }
                     *       ],
                     *       "status": "proposed",
                     *       "proposed_at": "2026-11-23T01:30:00Z",
                     *       "proposed_name": "李司法",
                     *       "is_own": false,
                     *       "may_decide": true,
                     *       "decided_at": null,
                     *       "decided_name": "",
                     *       "reason": "",
                     *       "revoked_at": null,
                     *       "revoked_name": "",
                     *       "revoke_reason": "",
                     *       "papers": [
                     *         {
                     *           "id": "0193a5f0-7c00-7000-8000-000000000017",
                     *           "url": "/console/v1/evidence/0193a5f0-7c00-7000-8000-000000000017",
                     *           "mime": "image/jpeg",
                     *           "size": 84000
                     *         }
                     *       ],
                     *       "cautions": [
                     *         {
                     *           "code": "outage",
                     *           "ground": {
                     *             "source": "checkin",
                     *             "id": "0193a5f0-7c00-7000-8000-000000000004"
                     *           }
                     *         }
                     *       ],
                     *       "is_held": false
                     *     }
                     */
                    "application/json": components["schemas"]["SanctionDetail"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: sanction.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict: idempotency.in_progress, idempotency.key_reused, sanction.moved */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: idempotency.key_missing, request.invalid, sanction.reason_required */
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
    getSession: {
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
                     *       "member": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000009",
                     *         "name": "李司法",
                     *         "role": "officer",
                     *         "unit": {
                     *           "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *           "parent_id": "0193a5f0-7c00-7000-8000-000000000030",
                     *           "kind": "station",
                     *           "code": "330106003",
                     *           "name": "文新司法所",
                     *           "path": "/3301/330106/330106003/",
                     *           "telephone": "0999-0000000",
                     *           "version": 1
                     *         }
                     *       },
                     *       "csrf_token": "nB0c…",
                     *       "expires_at": "2026-11-23T13:30:00Z",
                     *       "actions": [
                     *         "checkin.decide",
                     *         "checkin.read"
                     *       ],
                     *       "grantable": [],
                     *       "must_change_password": false,
                     *       "map": {
                     *         "tiles": "",
                     *         "datum": "wgs84",
                     *         "attribution": ""
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description Unauthorized: authz.unauthenticated, staff.session_expired */
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
    signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Login"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Set-Cookie"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "member": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000009",
                     *         "name": "李司法",
                     *         "role": "officer",
                     *         "unit": {
                     *           "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *           "parent_id": "0193a5f0-7c00-7000-8000-000000000030",
                     *           "kind": "station",
                     *           "code": "330106003",
                     *           "name": "文新司法所",
                     *           "path": "/3301/330106/330106003/",
                     *           "telephone": "0999-0000000",
                     *           "version": 1
                     *         }
                     *       },
                     *       "csrf_token": "nB0c…",
                     *       "expires_at": "2026-11-23T13:30:00Z",
                     *       "actions": [
                     *         "checkin.decide",
                     *         "checkin.read"
                     *       ],
                     *       "grantable": [],
                     *       "must_change_password": false,
                     *       "map": {
                     *         "tiles": "",
                     *         "datum": "wgs84",
                     *         "attribution": ""
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description Unauthorized: staff.credentials_wrong, staff.password_expired */
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
            /** @description Too Many Requests: request.too_many, staff.too_many_tries */
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
    signOut: {
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
                    "Set-Cookie"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unauthorized: authz.unauthenticated, staff.session_expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: authz.forbidden, csrf.token_invalid */
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
    getSignInWays: {
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
                     *       "sso_name": "市统一认证"
                     *     }
                     */
                    "application/json": components["schemas"]["SignInWays"];
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
    listStaff: {
        parameters: {
            query?: {
                active?: "active" | "inactive" | "";
                /** @description next_cursor of the page before; empty for the first page */
                cursor?: string;
                limit?: number;
                /** @description Part of a name or username */
                q?: string;
                role?: "officer" | "supervisor" | "social_worker" | "volunteer" | "specialist" | "procurator" | "admin";
                /** @description And all below it */
                unit_id?: string;
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
                     *           "id": "0193a5f0-7c00-7000-8000-000000000009",
                     *           "username": "li.sifa",
                     *           "name": "李司法",
                     *           "role": "officer",
                     *           "unit": {
                     *             "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *             "name": "文新司法所"
                     *           },
                     *           "is_active": true,
                     *           "must_change": false,
                     *           "last_login_at": "2026-11-23T01:30:00Z"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["ListStaffRow"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope */
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
    addStaff: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewStaff"];
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
                     *       "staff": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000009",
                     *         "username": "li.sifa",
                     *         "name": "李司法",
                     *         "role": "officer",
                     *         "unit": {
                     *           "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *           "name": "文新司法所"
                     *         },
                     *         "is_active": true,
                     *         "must_change": true,
                     *         "last_login_at": null,
                     *         "sex": "female",
                     *         "created_at": "2026-11-23T01:30:00Z",
                     *         "deactivated_at": null,
                     *         "password_expires_at": "2026-11-23T01:30:00Z",
                     *         "is_linked": false,
                     *         "sessions": [],
                     *         "may_manage": true,
                     *         "version": 3
                     *       },
                     *       "password": "k7m2-p9qr-txw4",
                     *       "expires_at": "2026-11-23T01:30:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["FirstPassword"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid, staff.role_above */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: staff.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict: staff.username_taken */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: org.unit_invalid, request.invalid, staff.invalid, staff.username_invalid */
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
    getStaff: {
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
                     *       "id": "0193a5f0-7c00-7000-8000-000000000009",
                     *       "username": "li.sifa",
                     *       "name": "李司法",
                     *       "role": "officer",
                     *       "unit": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *         "name": "文新司法所"
                     *       },
                     *       "is_active": true,
                     *       "must_change": false,
                     *       "last_login_at": "2026-11-23T01:30:00Z",
                     *       "sex": "female",
                     *       "created_at": "2026-11-23T01:30:00Z",
                     *       "deactivated_at": null,
                     *       "password_expires_at": null,
                     *       "is_linked": false,
                     *       "sessions": [
                     *         {
                     *           "id": "9f86d081884c7d659a2feaa0c55ad015",
                     *           "created_at": "2026-11-23T01:30:00Z",
                     *           "expires_at": "2026-11-23T13:30:00Z",
                     *           "via": "password",
                     *           "agent": "Chrome 156, Windows",
                     *           "is_current": false
                     *         }
                     *       ],
                     *       "may_manage": true,
                     *       "version": 3
                     *     }
                     */
                    "application/json": components["schemas"]["StaffFile"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: staff.not_found */
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
    changeStaff: {
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
                "application/json": components["schemas"]["ChangedStaff"];
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
                     *       "id": "0193a5f0-7c00-7000-8000-000000000009",
                     *       "username": "li.sifa",
                     *       "name": "李司法",
                     *       "role": "officer",
                     *       "unit": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *         "name": "文新司法所"
                     *       },
                     *       "is_active": true,
                     *       "must_change": false,
                     *       "last_login_at": "2026-11-23T01:30:00Z",
                     *       "sex": "female",
                     *       "created_at": "2026-11-23T01:30:00Z",
                     *       "deactivated_at": null,
                     *       "password_expires_at": null,
                     *       "is_linked": false,
                     *       "sessions": [
                     *         {
                     *           "id": "9f86d081884c7d659a2feaa0c55ad015",
                     *           "created_at": "2026-11-23T01:30:00Z",
                     *           "expires_at": "2026-11-23T13:30:00Z",
                     *           "via": "password",
                     *           "agent": "Chrome 156, Windows",
                     *           "is_current": false
                     *         }
                     *       ],
                     *       "may_manage": true,
                     *       "version": 3
                     *     }
                     */
                    "application/json": components["schemas"]["StaffFile"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid, staff.role_above, staff.self */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: staff.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict: idempotency.in_progress, idempotency.key_reused, staff.changed, staff.last_admin */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: idempotency.key_missing, org.unit_invalid, request.invalid, staff.invalid */
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
    deactivateStaff: {
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
                "application/json": components["schemas"]["StaffReason"];
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
                     *       "id": "0193a5f0-7c00-7000-8000-000000000009",
                     *       "username": "li.sifa",
                     *       "name": "李司法",
                     *       "role": "officer",
                     *       "unit": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *         "name": "文新司法所"
                     *       },
                     *       "is_active": true,
                     *       "must_change": false,
                     *       "last_login_at": "2026-11-23T01:30:00Z",
                     *       "sex": "female",
                     *       "created_at": "2026-11-23T01:30:00Z",
                     *       "deactivated_at": null,
                     *       "password_expires_at": null,
                     *       "is_linked": false,
                     *       "sessions": [
                     *         {
                     *           "id": "9f86d081884c7d659a2feaa0c55ad015",
                     *           "created_at": "2026-11-23T01:30:00Z",
                     *           "expires_at": "2026-11-23T13:30:00Z",
                     *           "via": "password",
                     *           "agent": "Chrome 156, Windows",
                     *           "is_current": false
                     *         }
                     *       ],
                     *       "may_manage": true,
                     *       "version": 3
                     *     }
                     */
                    "application/json": components["schemas"]["StaffFile"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid, staff.role_above, staff.self */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: staff.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict: idempotency.in_progress, idempotency.key_reused, staff.changed, staff.last_admin */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: idempotency.key_missing, request.invalid, staff.reason_needed */
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
    resetStaffPassword: {
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
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "staff": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000009",
                     *         "username": "li.sifa",
                     *         "name": "李司法",
                     *         "role": "officer",
                     *         "unit": {
                     *           "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *           "name": "文新司法所"
                     *         },
                     *         "is_active": true,
                     *         "must_change": true,
                     *         "last_login_at": null,
                     *         "sex": "female",
                     *         "created_at": "2026-11-23T01:30:00Z",
                     *         "deactivated_at": null,
                     *         "password_expires_at": "2026-11-23T01:30:00Z",
                     *         "is_linked": false,
                     *         "sessions": [],
                     *         "may_manage": true,
                     *         "version": 3
                     *       },
                     *       "password": "k7m2-p9qr-txw4",
                     *       "expires_at": "2026-11-23T01:30:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["FirstPassword"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid, staff.role_above, staff.self */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: staff.not_found */
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
    reactivateStaff: {
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
                "application/json": components["schemas"]["StaffReason"];
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
                     *       "id": "0193a5f0-7c00-7000-8000-000000000009",
                     *       "username": "li.sifa",
                     *       "name": "李司法",
                     *       "role": "officer",
                     *       "unit": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *         "name": "文新司法所"
                     *       },
                     *       "is_active": true,
                     *       "must_change": false,
                     *       "last_login_at": "2026-11-23T01:30:00Z",
                     *       "sex": "female",
                     *       "created_at": "2026-11-23T01:30:00Z",
                     *       "deactivated_at": null,
                     *       "password_expires_at": null,
                     *       "is_linked": false,
                     *       "sessions": [
                     *         {
                     *           "id": "9f86d081884c7d659a2feaa0c55ad015",
                     *           "created_at": "2026-11-23T01:30:00Z",
                     *           "expires_at": "2026-11-23T13:30:00Z",
                     *           "via": "password",
                     *           "agent": "Chrome 156, Windows",
                     *           "is_current": false
                     *         }
                     *       ],
                     *       "may_manage": true,
                     *       "version": 3
                     *     }
                     */
                    "application/json": components["schemas"]["StaffFile"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid, staff.role_above */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: staff.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict: idempotency.in_progress, idempotency.key_reused, staff.changed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: idempotency.key_missing, request.invalid, staff.reason_needed */
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
    endStaffSessions: {
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
                "application/json": components["schemas"]["EndedSessions"];
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
                     *       "id": "0193a5f0-7c00-7000-8000-000000000009",
                     *       "username": "li.sifa",
                     *       "name": "李司法",
                     *       "role": "officer",
                     *       "unit": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *         "name": "文新司法所"
                     *       },
                     *       "is_active": true,
                     *       "must_change": false,
                     *       "last_login_at": "2026-11-23T01:30:00Z",
                     *       "sex": "female",
                     *       "created_at": "2026-11-23T01:30:00Z",
                     *       "deactivated_at": null,
                     *       "password_expires_at": null,
                     *       "is_linked": false,
                     *       "sessions": [
                     *         {
                     *           "id": "9f86d081884c7d659a2feaa0c55ad015",
                     *           "created_at": "2026-11-23T01:30:00Z",
                     *           "expires_at": "2026-11-23T13:30:00Z",
                     *           "via": "password",
                     *           "agent": "Chrome 156, Windows",
                     *           "is_current": false
                     *         }
                     *       ],
                     *       "may_manage": true,
                     *       "version": 3
                     *     }
                     */
                    "application/json": components["schemas"]["StaffFile"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid, staff.role_above */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: staff.not_found */
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
    unlinkStaff: {
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
                     *       "username": "li.sifa",
                     *       "name": "李司法",
                     *       "role": "officer",
                     *       "unit": {
                     *         "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *         "name": "文新司法所"
                     *       },
                     *       "is_active": true,
                     *       "must_change": false,
                     *       "last_login_at": "2026-11-23T01:30:00Z",
                     *       "sex": "female",
                     *       "created_at": "2026-11-23T01:30:00Z",
                     *       "deactivated_at": null,
                     *       "password_expires_at": null,
                     *       "is_linked": false,
                     *       "sessions": [
                     *         {
                     *           "id": "9f86d081884c7d659a2feaa0c55ad015",
                     *           "created_at": "2026-11-23T01:30:00Z",
                     *           "expires_at": "2026-11-23T13:30:00Z",
                     *           "via": "password",
                     *           "agent": "Chrome 156, Windows",
                     *           "is_current": false
                     *         }
                     *       ],
                     *       "may_manage": true,
                     *       "version": 3
                     *     }
                     */
                    "application/json": components["schemas"]["StaffFile"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid, staff.role_above */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: staff.not_found */
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
    listUnits: {
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
                     *           "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *           "parent_id": "0193a5f0-7c00-7000-8000-000000000030",
                     *           "kind": "station",
                     *           "code": "330106003",
                     *           "name": "文新司法所",
                     *           "path": "/3301/330106/330106003/",
                     *           "telephone": "0999-0000000",
                     *           "version": 1
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["ListUnit"];
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
    changeUnit: {
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
                "application/json": components["schemas"]["ChangedUnit"];
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
                     *       "id": "0193a5f0-7c00-7000-8000-000000000003",
                     *       "parent_id": "0193a5f0-7c00-7000-8000-000000000030",
                     *       "kind": "station",
                     *       "code": "330106003",
                     *       "name": "文新司法所",
                     *       "path": "/3301/330106/330106003/",
                     *       "telephone": "0999-0000000",
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Unit"];
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
            /** @description Forbidden: authz.forbidden, authz.out_of_scope, csrf.token_invalid */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: org.unit_not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict: idempotency.in_progress, idempotency.key_reused, org.changed, org.name_taken */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: idempotency.key_missing, org.telephone_invalid, org.unit_invalid, request.invalid */
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
    countWays: {
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
                     *           "way": "face",
                     *           "count": 120
                     *         },
                     *         {
                     *           "way": "voice",
                     *           "count": 3
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["ListWayCount"];
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
}
