package main

import (
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-sdk/helper/schema"
	"github.com/hashicorp/terraform-plugin-sdk/helper/validation"
)

// apiAlidnsRecord is a record as the service has it.
type apiAlidnsRecord struct {
	DomainName string `json:"domainName"`
	RR         string `json:"rr"`
	Type       string `json:"type"`
	Value      string `json:"value"`
	TTL        int    `json:"ttl"`
	Line       string `json:"line"`
	Status     string `json:"status"`
	Priority   int    `json:"priority"`
	Remark     string `json:"remark"`
}

// storedAlidnsRecord is the same with its id.
type storedAlidnsRecord struct {
	ID   string          `json:"id"`
	Body apiAlidnsRecord `json:"body"`
}

// alidnsRecord is alicloud_alidns_record (docs/facts/alidns.md, provider).
func alidnsRecord() *schema.Resource {
	return &schema.Resource{
		Create:   createAlidnsRecord,
		Read:     readAlidnsRecord,
		Update:   updateAlidnsRecord,
		Delete:   deleteAlidnsRecord,
		Importer: &schema.ResourceImporter{State: schema.ImportStatePassthrough},
		Schema: map[string]*schema.Schema{
			"domain_name": {Type: schema.TypeString, Required: true, ForceNew: true},
			"rr":          {Type: schema.TypeString, Required: true},
			"type":        {Type: schema.TypeString, Required: true},
			"value":       {Type: schema.TypeString, Required: true, DiffSuppressFunc: hidesHost},
			"ttl":         {Type: schema.TypeInt, Optional: true, Default: 600},
			"line":        {Type: schema.TypeString, Optional: true, Default: "default"},
			"priority": {
				Type:     schema.TypeInt,
				Optional: true,
				DiffSuppressFunc: func(_, _, _ string, d *schema.ResourceData) bool {
					return d.Get("type").(string) != "MX"
				},
			},
			"status": {
				Type:         schema.TypeString,
				Optional:     true,
				Default:      "ENABLE",
				ValidateFunc: validation.StringInSlice([]string{"ENABLE", "DISABLE"}, false),
			},
			"remark":         {Type: schema.TypeString, Optional: true},
			"lang":           {Type: schema.TypeString, Optional: true},
			"user_client_ip": {Type: schema.TypeString, Optional: true},
		},
	}
}

// hidesHost takes spaces and the final dot from the program's side of a host.
func hidesHost(_, old, wanted string, d *schema.ResourceData) bool {
	switch d.Get("type").(string) {
	case "NS", "MX", "CNAME", "SRV":
		wanted = strings.TrimSuffix(strings.TrimSpace(wanted), ".")
	}
	return old == wanted
}

// failed is an error in the words of the provider.
func failed(resource, action string, err error) error {
	return fmt.Errorf("[ERROR] Resource %s %s Failed!!! %w", resource, action, err)
}

func request(d *schema.ResourceData) map[string]any {
	request := map[string]any{
		"rr": d.Get("rr"), "type": d.Get("type"), "value": d.Get("value"), "ttl": d.Get("ttl"), "line": d.Get("line"),
	}
	if priority := d.Get("priority").(int); priority != 0 {
		request["priority"] = priority
	}
	return request
}

func createAlidnsRecord(d *schema.ResourceData, meta any) error {
	// 0 is what the SDK has for absent
	if d.Get("type").(string) == "MX" && d.Get("priority").(int) == 0 {
		return fmt.Errorf("[ERROR] 'priority': required field when 'type' is MX.")
	}
	made, _, err := call[storedAlidnsRecord](meta.(service), "addRecord", d.Get("domain_name"), request(d))
	if err != nil {
		return failed("alicloud_alidns_record", "AddDomainRecord", err)
	}
	d.SetId(made.ID)
	return updateAlidnsRecord(d, meta)
}

func updateAlidnsRecord(d *schema.ResourceData, meta any) error {
	s := meta.(service)
	isNew := d.IsNewResource()
	if d.HasChange("status") || !isNew && (d.HasChange("lang") || d.HasChange("user_client_ip")) {
		if _, _, err := call[any](s, "setField", d.Id(), map[string]any{"status": d.Get("status")}); err != nil {
			return failed(d.Id(), "SetDomainRecordStatus", err)
		}
	}
	if d.HasChange("remark") {
		if _, _, err := call[any](s, "setField", d.Id(), map[string]any{"remark": d.Get("remark")}); err != nil {
			return failed(d.Id(), "UpdateDomainRecordRemark", err)
		}
	}
	sent := []string{"rr", "type", "value", "line", "ttl"}
	if d.Get("type").(string) == "MX" {
		sent = append(sent, "priority")
	}
	if !isNew && d.HasChanges(sent...) {
		if _, _, err := call[any](s, "updateRecord", d.Id(), request(d)); err != nil {
			return failed(d.Id(), "UpdateDomainRecord", err)
		}
	}
	return readAlidnsRecord(d, meta)
}

func readAlidnsRecord(d *schema.ResourceData, meta any) error {
	found, isThere, err := call[apiAlidnsRecord](meta.(service), "readRecord", d.Id())
	if err != nil {
		return failed(d.Id(), "DescribeDomainRecordInfo", err)
	}
	if !isThere {
		d.SetId("")
		return nil
	}
	return setAll(d, map[string]any{
		"domain_name": found.DomainName, "rr": found.RR, "type": found.Type, "value": found.Value, "ttl": found.TTL,
		"line": found.Line, "status": found.Status, "priority": found.Priority,
	})
}

func deleteAlidnsRecord(d *schema.ResourceData, meta any) error {
	_, _, err := call[any](meta.(service), "deleteRecord", d.Id())
	if err == nil || isRefusal(err, "DomainRecordNotBelongToUser") {
		return nil
	}
	return failed(d.Id(), "DeleteDomainRecord", err)
}
